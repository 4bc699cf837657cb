"""A whole installation as an operator runs it: the real launcher with database, worker and web server."""

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
OPENS_WITHIN_S = 120.0
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


class NotOpen(AssertionError):
    """The site did not open; the message has the last lines of its logs."""


class Installation:
    """One home and one port. Everything that it starts is found again by the home in its environment."""

    def __init__(
        self, *options: str, port: int | None = None, home: Path | None = None, **environment: str
    ) -> None:
        self.home = home or new_home()
        self.port = port or free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self._options, self._environment = options, environment
        self.launcher: subprocess.Popen | None = None

    def start(self) -> float:
        """Starts it and waits until pages are served; returns how many seconds that took."""
        began = time.monotonic()
        self.launch()
        while time.monotonic() - began < OPENS_WITHIN_S:
            if self.is_open():
                return time.monotonic() - began
            if self.launcher is not None and self.launcher.poll() is not None:
                break
            time.sleep(0.05)
        raise NotOpen(self.last_words())

    def launch(self) -> None:
        """Starts the launcher without waiting."""
        with open(f"{self.home}.log", "ab") as log:
            self.launcher = subprocess.Popen(
                self.command("run", "--home", str(self.home), "--port", str(self.port), *self._options),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=self.environment(),
                preexec_fn=lambda: _LIBC.prctl(
                    _PR_SET_PDEATHSIG, signal.SIGINT
                ),  # ends with the tests, however
            )

    def run(self, *arguments: str, said: str = "", cwd: Path = CHECKOUT) -> subprocess.CompletedProcess[str]:
        """Runs one command in this home until it ends."""
        return subprocess.run(
            self.command(*arguments),
            input=said,
            capture_output=True,
            text=True,
            timeout=60,
            cwd=cwd,
            env=self.environment(),
        )

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "hongqiao.entry.command", *arguments]

    def environment(self) -> dict[str, str]:
        outer = {name: value for name, value in os.environ.items() if not name.startswith("HONGQIAO_")}
        models = os.environ.get("HONGQIAO_MODELS")
        return {
            **outer,
            **({"HONGQIAO_MODELS": models} if models else {}),
            "HONGQIAO_HOME": str(self.home),
            "PYTHONPATH": str(CHECKOUT / "src"),
            **self._environment,
        }

    def is_open(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.origin}/healthz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def wait_until_open(self, seconds: float = 60.0) -> None:
        """Waits until pages are served (again)."""
        deadline = time.monotonic() + seconds
        while not self.is_open():
            if time.monotonic() > deadline:
                raise NotOpen(self.last_words())
            time.sleep(0.05)

    def stop(self) -> int:
        """Ctrl-C; returns the exit code."""
        if self.launcher is None:
            return 0
        if self.launcher.poll() is None:
            self.launcher.send_signal(signal.SIGINT)
        return self.launcher.wait(40)

    def remove(self) -> None:
        """Stops it and leaves nothing behind."""
        self.stop()
        for process in self.processes():
            kill(process)
        shutil.rmtree(self.home, ignore_errors=True)
        Path(f"{self.home}.log").unlink(missing_ok=True)

    def processes(self, part: str = "") -> list[int]:
        """Process ids of this installation whose command has `part` in it, the database's among them."""
        launcher = self.launcher.pid if self.launcher and self.launcher.poll() is None else 0
        mine = _with_descendants({*_of_home(self.home), *self._database()})
        return sorted(pid for pid in mine if part in _command_of(pid) and (part or pid != launcher))

    def _database(self) -> list[int]:
        """The postmaster; what it started ends with it."""
        try:
            lines = (self.home / "postgres" / "data" / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []
        return [int(lines[0])] if lines and "postgres" in _command_of(int(lines[0])) else []

    def last_words(self) -> str:
        logs = [Path(f"{self.home}.log"), *self.home.glob("*.log")]
        return "\n".join(f"--- {log.name}\n{log.read_text(errors='replace')[-2_000:]}" for log in logs)


def new_home() -> Path:
    """An empty folder that the database's own account can reach too."""
    home = Path(tempfile.mkdtemp(prefix="hongqiao-test-"))
    home.chmod(0o755)
    return home


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def kill(pid: int) -> None:
    """kill -9."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _of_home(home: Path) -> Iterator[int]:
    wanted = f"HONGQIAO_HOME={home}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)
        except OSError:
            continue


def _with_descendants(pids: set[int]) -> set[int]:
    """The processes and all that they started, with an environment of ours or without."""
    parents = {int(folder.name): _parent_of(folder) for folder in Path("/proc").glob("[0-9]*")}
    while more := {pid for pid, parent in parents.items() if parent in pids} - pids:
        pids = pids | more
    return pids


def _parent_of(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def _command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
