"""What an administrator does at the command line, beside a running site and without one."""

import pytest

from tests.web.visitor import PASSWORD, Visitor, new_handle


@pytest.fixture(params=["beside the running site", "while it is stopped"])
def site(request, running):
    """The same installation, running or not while commands are given; it runs again when the test looks."""

    class Site:
        def command(self, *arguments: str, said: str = ""):
            if request.param == "while it is stopped":
                running.stop()
            done = running.run("admin", *arguments, said=said)
            if request.param == "while it is stopped":
                running.start()
            return done

        def visitor(self) -> Visitor:
            return Visitor(running.origin)

    return Site()


def test_the_first_administrator_gets_an_account(site):
    handle = new_handle("aisha")

    done = site.command("make", handle, said=f"{PASSWORD}\n")

    assert done.returncode == 0 and "administrator" in done.stdout, done.stderr
    assert site.visitor().sign_in(handle).status == 303


def test_a_password_is_reset_and_all_devices_are_signed_out(site):
    mei = site.visitor().sign_up("mei")

    done = site.command("reset-password", mei.handle, said="nine bridges in winter\n")

    assert done.returncode == 0, done.stderr
    assert mei.get("/settings").status == 303
    assert site.visitor().sign_in(mei.handle).status == 422
    assert site.visitor().sign_in(mei.handle, "nine bridges in winter").status == 303


def test_what_cannot_be_done_is_said_in_one_line(running):
    for arguments, said in (
        (("reset-password", "nobody_here"), "a long enough password\n"),
        (("role", "nobody_here", "admin"), ""),
        (("make", "-!-"), f"{PASSWORD}\n"),
        (("reset-password", "nobody_here"), "short\n"),
        (("invite", "--uses", "0"), ""),
        (("invite", "--days", "-3"), ""),
    ):
        done = running.run("admin", *arguments, said=said)

        assert done.returncode == 1, (arguments, done)
        assert done.stderr.startswith("hongqiao: ") and "Traceback" not in done.stderr, (
            arguments,
            done.stderr,
        )


def test_an_invite_opens_a_closed_site_as_often_as_it_says(install):
    closed = install(HONGQIAO_INVITE_ONLY="1")
    closed.start()
    code = closed.run("admin", "invite", "--uses", "1").stdout.strip()
    first, second, third = (Visitor(closed.origin) for _ in range(3))

    assert third.post("/sign-up", third.sign_up_form("luma")).status == 422
    assert first.post("/sign-up", first.sign_up_form("mei", invite=code)).status == 303
    assert second.post("/sign-up", second.sign_up_form("diego", invite=code)).status == 422
