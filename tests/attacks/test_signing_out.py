"""D7: after signing out, nothing of the login is left: neither with the site nor in the browser.

Cases D7, D8.
"""


def test_signing_out_ends_the_login_and_empties_the_browser(visit):
    mei = visit().sign_up("mei")
    stolen = dict(mei.cookies)

    left = mei.post("/sign-out")

    assert left.headers["clear-site-data"] == '"cache", "storage"'
    assert "login" not in mei.cookies
    thief = visit()
    thief.cookies = stolen
    assert thief.get("/settings").status == 303
