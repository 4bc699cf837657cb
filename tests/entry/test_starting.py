"""What somebody meets who starts the site: one clear sentence and an exit code where it cannot start."""

import os
import socket
import subprocess
from pathlib import Path

from tests.entry.installation import Installation, free_port
from tests.web.visitor import Visitor

PORT_TAKEN, HOME_TAKEN, DISK = 10, 11, 12


def _said(done: subprocess.CompletedProcess[str]) -> str:
    """The one line on standard error; a trace would be more than one."""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("hongqiao: "), done.stderr
    return lines[0]


def test_two_run_beside_one_another_with_homes_and_ports_of_their_own(running, install):
    second = install()
    second.start()

    first_note = Visitor(running.origin).sign_up("mei").publish("In the first")

    assert Visitor(running.origin).get(first_note).status == 200
    assert Visitor(second.origin).get(first_note).status == 404
    assert second.stop() == 0
    assert running.is_open()


def test_a_home_that_is_in_use_is_said_to_be_so(running):
    done = running.run(
        "run", "--home", str(running.home), "--port", str(free_port()), "--no-demo", "--no-model"
    )

    assert done.returncode == HOME_TAKEN
    assert "already runs in" in _said(done) and "--home" in _said(done)
    assert running.is_open()


def test_a_port_that_is_taken_is_said_to_be_so(install):
    installation = install()
    with socket.create_server(("127.0.0.1", installation.port)):
        done = installation.run("run", "--port", str(installation.port), "--no-demo", "--no-model")

    assert done.returncode == PORT_TAKEN
    assert str(installation.port) in _said(done) and "--port" in _said(done)
    assert installation.processes() == []


def test_a_home_that_cannot_be_written_is_said_to_be_so(install, tmp_path):
    installation = install()
    (tmp_path / "file").write_text("no folder")

    done = installation.run("run", "--home", str(tmp_path / "file" / "home"), "--no-demo", "--no-model")

    assert done.returncode == DISK
    assert "Cannot write to" in _said(done)


def test_it_runs_from_any_folder_with_a_relative_home(tmp_path):
    tmp_path.chmod(0o755)
    installation = Installation("--no-demo", "--no-model", home=tmp_path / "beside")
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        installation._options = ("--home", "beside", "--no-demo", "--no-model")
        installation.start()
    finally:
        os.chdir(before)

    assert (tmp_path / "beside" / "secret").exists()
    installation.remove()


def test_a_stopped_site_starts_again_with_what_it_had(install):
    installation = install()
    installation.start()
    mei = Visitor(installation.origin).sign_up("mei")
    note = mei.publish("Still here", pictures=1)
    assert installation.stop() == 0

    took = installation.start()

    assert took <= 8
    assert "Still here" in mei.get(note).text, "the login holds over a restart too"


def test_the_greeting_names_the_address_and_the_way_to_stop(running):
    said = Path(f"{running.home}.log").read_text()

    assert running.origin in said and "Ctrl-C" in said
    assert "Traceback" not in running.last_words()


def test_health_tells_machines_how_the_parts_are(running):
    answer = Visitor(running.origin).get("/healthz")

    assert answer.status == 200 and answer.headers["content-type"].startswith("application/json")
    assert set(answer.text.split('"')) >= {"database", "queue", "engines", "model", "ready"}
