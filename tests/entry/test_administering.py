"""What an administrator does at the command line, beside a running site and without one."""

from tests.web.door_acts import add_second_step, code_of
from tests.web.visitor import PASSWORD, Visitor, new_handle

NEW = "nine bridges in winter"


def test_the_first_administrator_gets_an_account_beside_the_running_site(running):
    handle = new_handle("aisha")

    done = running.run("admin", "make", handle, said=f"{PASSWORD}\n")

    assert done.returncode == 0 and "administrator" in done.stdout, done.stderr
    assert Visitor(running.origin).sign_in(handle).status == 303


def test_a_password_is_reset_and_all_devices_are_signed_out(running):
    mei = Visitor(running.origin).sign_up("mei")

    done = running.run("admin", "reset-password", mei.handle, said=f"{NEW}\n")

    assert done.returncode == 0, done.stderr
    assert mei.get("/settings").status == 303
    assert Visitor(running.origin).sign_in(mei.handle).status == 422
    assert Visitor(running.origin).sign_in(mei.handle, NEW).status == 303


def test_the_same_is_done_while_the_site_is_stopped_and_leaves_it_stopped(running):
    mei, handle = Visitor(running.origin).sign_up("mei"), new_handle("aisha")
    running.stop()

    made = running.run("admin", "make", handle, said=f"{PASSWORD}\n")
    reset = running.run("admin", "reset-password", mei.handle, said=f"{NEW}\n")
    left = running.processes()
    running.start()

    assert made.returncode == reset.returncode == 0, (made.stderr, reset.stderr)
    assert left == []
    assert Visitor(running.origin).sign_in(handle).status == 303
    assert Visitor(running.origin).sign_in(mei.handle, NEW).status == 303


def test_what_cannot_be_done_is_said_in_one_line(running):
    for arguments, said in (
        (("reset-password", "nobody_here"), f"{NEW}\n"),
        (("role", "nobody_here", "admin"), ""),
        (("make", "!"), f"{PASSWORD}\n"),
        (("reset-password", "nobody_here"), "short\n"),
    ):
        done = running.run("admin", *arguments, said=said)

        assert done.returncode == 1, (arguments, done)
        assert done.stderr.startswith("hongqiao: ") and done.stderr.count("\n") == 1, (arguments, done.stderr)


def test_an_invite_for_nobody_or_for_no_time_is_not_made(running):
    for wrong in (("--uses", "0"), ("--days=-3",), ("--uses", "many")):
        done = running.run("admin", "invite", *wrong)

        assert done.returncode == 2 and done.stdout == "", done
        assert "1 or more" in done.stderr and "Traceback" not in done.stderr


def test_an_invite_opens_a_closed_site_as_often_as_it_says(install):
    closed = install(HONGQIAO_INVITE_ONLY="1")
    closed.start()
    code = closed.run("admin", "invite", "--uses", "1").stdout.strip()
    first, second, third = (Visitor(closed.origin) for _ in range(3))

    assert third.post("/sign-up", third.sign_up_form("luma")).status == 422
    assert first.post("/sign-up", first.sign_up_form("mei", invite=code)).status == 303
    assert second.post("/sign-up", second.sign_up_form("diego", invite=code)).status == 422


def test_no_more_people_join_within_an_hour_than_the_operator_said(install):
    small = install(HONGQIAO_SIGN_UPS_PER_HOUR="1", HONGQIAO_TRUSTED_PROXIES="1")
    small.start()
    people = [Visitor(small.origin) for _ in range(3)]  # three, as an hour may end between two of them

    answers = [one.post("/sign-up", one.sign_up_form("mei")) for one in people]

    refused = [answer for answer in answers if answer.status == 429]
    assert answers[0].status == 303 and refused
    assert int(refused[0].headers["retry-after"]) > 0


def test_after_a_new_secret_nobody_is_signed_out_and_apps_and_open_pages_go_on(running):
    mei = Visitor(running.origin).sign_up("mei")
    secret, _ = add_second_step(mei)
    token = mei.token()

    done = running.run("admin", "rotate-secret", "--days", "7")
    running.stop()
    running.start()

    assert done.returncode == 0 and "Restart the site" in done.stdout, done.stderr
    assert mei.post("/boards", {"name": "From an open page"}, token=token).status == 303
    mei._token = ""
    assert mei.token() != token
    other = Visitor(running.origin)
    assert other.sign_in(mei.handle).status == 303
    assert other.post("/sign-in/code", {"code": code_of(secret, steps=1)}).status == 303


def test_a_lost_app_is_taken_away(running):
    mei = Visitor(running.origin).sign_up("mei")
    add_second_step(mei)

    done = running.run("admin", "drop-second-step", mei.handle)
    again = running.run("admin", "drop-second-step", mei.handle)

    assert done.returncode == 0 and again.returncode == 1, (done.stderr, again.stderr)
    other = Visitor(running.origin)
    other.sign_in(mei.handle)
    assert other.get("/settings").status == 200
