"""`bin/run`: starts database, web and worker in one home, watches over them, and stops them in order.

This process stays small and does no work of its own. Children get a signal when it dies, so that a
kill -9 leaves nothing behind; PostgreSQL then shuts down cleanly by itself.
"""

import ctypes
import errno
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from hongqiao.adapters.models.sources import ANNOUNCEMENT
from hongqiao.adapters.postgres.embedded import DatabaseTrouble, EmbeddedPostgres
from hongqiao.entry.environment import keep_dsn, lock_home

EXIT_PORT_TAKEN, EXIT_HOME_TAKEN, EXIT_DISK_FULL, EXIT_DATABASE, EXIT_MIGRATION, EXIT_WEB = (
    10,
    11,
    12,
    13,
    14,
    15,
)
NEEDED_BYTES = 300 * (1 << 20)
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)
_CRASHES_AT_MOST, _CRASH_WINDOW_S, _BURIED_WITHIN_S = 5, 60.0, 10.0


class CannotStart(Exception):
    """Why not, in one sentence, and with which exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


@dataclass
class Launcher:
    """One installation while it runs."""

    home: Path
    host: str
    port: int
    with_demo: bool
    with_model: bool
    photos: Path | None = None
    _children: dict[str, subprocess.Popen] = field(default_factory=dict, init=False)
    _crashes: dict[str, list[float]] = field(default_factory=dict, init=False)
    _stopping: bool = field(default=False, init=False)

    def run(self) -> int:
        """Runs until a signal; returns the exit code."""
        started = time.monotonic()
        try:
            lock = self._claim()
            database = EmbeddedPostgres(self.home)
        except CannotStart as trouble:
            return _say_why(trouble)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            self._bring_up(database, started)
            self._watch(database)
        except CannotStart as trouble:
            return _say_why(trouble)
        finally:
            self._stop_all(database)
            lock.close()
        return 0

    def _claim(self) -> IO[str]:
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            (self.home / ".writable").write_text("")
        except OSError as trouble:
            reason = "the disk is full" if trouble.errno == errno.ENOSPC else trouble.strerror
            raise CannotStart(f"Cannot write to {self.home}: {reason}.", EXIT_DISK_FULL) from trouble
        if shutil.disk_usage(self.home).free < NEEDED_BYTES:
            raise CannotStart(
                f"The disk of {self.home} has less than 300 MB left. Make room first.", EXIT_DISK_FULL
            )
        lock = lock_home(self.home)
        if lock is None:
            raise CannotStart(
                f"Hongqiao already runs in {self.home}. Choose another with --home.", EXIT_HOME_TAKEN
            )
        _check_port(self.host, self.port)
        return lock

    def _bring_up(self, database: EmbeddedPostgres, started: float) -> None:
        dsn = os.environ.get("HONGQIAO_DSN") or self._start_database(database)
        keep_dsn(self.home, dsn)
        if self._run_once("hongqiao.entry.command", "migrate") != 0:
            raise CannotStart("The database could not be brought up to date; see above.", EXIT_MIGRATION)
        is_new = not (self.home / "town.json").exists()
        self._start("worker", "hongqiao.entry.work")
        if self.with_demo:
            if is_new:
                _say("Filling a demo town; the first page needs a few seconds …")
            self._start("town", "hongqiao.entry.seed", "--resume", *self._photos())
            self._wait_for_town()
        self._start("web", "hongqiao.entry.serve")
        self._wait_for_web()
        self._greet(time.monotonic() - started)
        if self.with_model and not os.environ.get("HONGQIAO_MODEL"):
            self._start("model", "hongqiao.adapters.models.download", os.environ["HONGQIAO_MODELS"])
            threading.Thread(target=self._tell_model, daemon=True).start()

    def _start_database(self, database: EmbeddedPostgres) -> str:
        deadline = time.monotonic() + _BURIED_WITHIN_S
        while True:
            try:
                return database.start()
            except (DatabaseTrouble, OSError) as trouble:
                if "postmaster.pid" not in str(trouble) or time.monotonic() > deadline:
                    raise CannotStart(f"The database did not start: {trouble}", EXIT_DATABASE) from trouble
                time.sleep(0.2)  # a server that was killed is dead, but its number is still in use

    def _watch(self, database: EmbeddedPostgres) -> None:
        """Starts again what dies, unless it dies again and again."""
        while not self._stopping:
            time.sleep(0.2)
            if database.pid and not database.is_running() and not self._stopping:
                _say("The database stopped; starting it again.")
                self._start_database(database)
            for name in ("web", "worker"):
                if self._children[name].poll() is not None and not self._stopping:
                    self._count_crash(name)
                    self._start(name, {"web": "hongqiao.entry.serve", "worker": "hongqiao.entry.work"}[name])

    def _count_crash(self, name: str) -> None:
        """Counts each process by itself: those that fall with the database are not blamed together."""
        now = time.monotonic()
        self._crashes[name] = [at for at in self._crashes.get(name, ()) if now - at < _CRASH_WINDOW_S] + [now]
        if len(self._crashes[name]) > _CRASHES_AT_MOST:
            raise CannotStart(
                f"The {name} process keeps stopping; see {self.home / (name + '.log')}.", EXIT_WEB
            )
        _say(f"The {name} process stopped; starting it again.")

    def _start(self, name: str, module: str, *arguments: str) -> None:
        with open(self.home / f"{name}.log", "ab") as log:
            self._children[name] = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=self._environment(),
                preexec_fn=lambda: _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM),
            )

    def _run_once(self, module: str, *arguments: str) -> int:
        return subprocess.run(
            [sys.executable, "-m", module, *arguments], stdin=subprocess.DEVNULL, env=self._environment()
        ).returncode

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "MALLOC_ARENA_MAX": "2",  # threads that came and went keep no memory
            "MALLOC_MMAP_THRESHOLD_": str(4 << 20),  # else each page is mapped and unmapped
            "HONGQIAO_HOME": str(self.home),
            "HONGQIAO_PORT": str(self.port),
            "HONGQIAO_HOST": self.host,
            "HONGQIAO_NO_MODEL": "" if self.with_model else "1",
        }

    def _photos(self) -> list[str]:
        return ["--photos", str(self.photos)] if self.photos else []

    def _wait_for_town(self) -> None:
        """Until its first page stands; the rest comes while the site already serves."""
        while not self._stopping and self._children["town"].poll() is None:
            if (self.home / "town.json").exists():
                return
            time.sleep(0.1)
        if self._children["town"].returncode and not self._stopping:
            _say(
                f"The demo town could not be filled; see {self.home / 'town.log'}. The site opens without it."
            )

    def _wait_for_web(self) -> None:
        deadline = time.monotonic() + 60
        while not self._stopping and time.monotonic() < deadline:
            if self._children["web"].poll() is not None:
                raise CannotStart(f"The web server stopped at once; see {self.home / 'web.log'}.", EXIT_WEB)
            if _answers(f"http://{_reachable(self.host)}:{self.port}/healthz"):
                return
            time.sleep(0.05)
        if not self._stopping:
            raise CannotStart(
                f"The web server did not answer in a minute; see {self.home / 'web.log'}.", EXIT_WEB
            )

    def _greet(self, seconds: float) -> None:
        _say(f"\n  Hongqiao is open:  http://{_reachable(self.host)}:{self.port}/   (after {seconds:.1f} s)")
        if self.with_demo and (self.home / "town.json").exists():
            town = json.loads((self.home / "town.json").read_text("utf-8"))
            for handle, language in town.get("sign_ins", []):
                _say(f"  Demo sign-in:      {handle:<10} {town['password']}   (reads {language})")
        _say(f"  Home: {self.home}   Stop with Ctrl-C; nothing is lost.\n")

    def _tell_model(self) -> None:
        """Prints how far the translation model has come, a line a tenth."""
        file, last = Path(os.environ["HONGQIAO_MODELS"]) / "download.json", ""
        announced = False
        while not self._stopping:
            told = _read_json(file)
            state, done, total = (
                told.get("state", ""),
                told.get("done_bytes", 0),
                told.get("total_bytes") or 1,
            )
            if state in ("official", "slices", "checking") and not announced:
                announced = True
                _say(ANNOUNCEMENT)
            line = f"{state} {done * 10 // total}"
            if announced and line != last:
                _say(f"  Translation model: {state}, {done >> 20} of {total >> 20} MB")
            last = line
            if state in ("ready", "failed"):
                if state == "failed":
                    _say(f"  Translation model: not fetched. {told.get('message', '')} See /status.")
                return
            time.sleep(1)

    def _on_signal(self, *_: object) -> None:
        self._stopping = True

    def _stop_all(self, database: EmbeddedPostgres) -> None:
        self._stopping = True
        for name in ("model", "town", "web", "worker"):
            child = self._children.get(name)
            if child is not None and child.poll() is None:
                child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 12
        for child in self._children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
        database.stop()


def _check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            if taken.errno == errno.EADDRINUSE:
                raise CannotStart(
                    f"Port {port} is taken. Choose another with --port.", EXIT_PORT_TAKEN
                ) from taken
            raise CannotStart(
                f"Cannot listen on {host}:{port}: {taken.strerror}.", EXIT_PORT_TAKEN
            ) from taken


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::", "") else host


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _read_json(file: Path) -> dict:
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _say(line: str) -> None:
    print(line, flush=True)


def _say_why(trouble: CannotStart) -> int:
    print(f"hongqiao: {trouble}", file=sys.stderr, flush=True)
    return trouble.code
