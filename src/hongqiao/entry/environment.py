"""Settings from the environment, and what a home folder holds: secret, address of the database, lock."""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from hongqiao.kernel.settings import Settings

CHECKOUT = Path(__file__).parents[3]

EXIT_ENGINES, EXIT_PACKS = 16, 17
OLD_SECRETS = "secrets.old"


class EnginesTrouble(Exception):
    """engines.toml of the home says something that cannot be done; one sentence for the operator."""


def default_home() -> Path:
    """var/ beside the code, unless HONGQIAO_HOME names another folder."""
    return Path(os.environ.get("HONGQIAO_HOME") or CHECKOUT / "var").absolute()


def read_settings(home: Path, given: Mapping[str, str] = os.environ) -> Settings:
    """Settings of the installation in this home; makes its secret the first time."""
    home.mkdir(parents=True, exist_ok=True)
    port, host = int(given.get("HONGQIAO_PORT", "8000")), given.get("HONGQIAO_HOST", "127.0.0.1")
    cache = Path(given.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Settings(
        home=home,
        host=host,
        port=port,
        secret=_secret(home / "secret"),
        old_secrets=_old_secrets(home, datetime.now(UTC)),
        origin=given.get("HONGQIAO_ORIGIN") or f"http://{host}:{port}",
        dsn=given.get("HONGQIAO_DSN") or _kept_dsn(home),
        site_name=given.get("HONGQIAO_SITE_NAME", "Hongqiao"),
        content_licence=given.get("HONGQIAO_CONTENT_LICENCE", "CC BY-SA 4.0"),
        packs=tuple((given.get("HONGQIAO_PACKS") or "default").replace(",", " ").split()),
        invite_only=_is_on(given, "HONGQIAO_INVITE_ONLY"),
        sign_ups_per_hour=int(given.get("HONGQIAO_SIGN_UPS_PER_HOUR") or "500"),
        proof_bits=min(28, max(0, int(given.get("HONGQIAO_PROOF_OF_WORK") or "0"))),
        keep_days=_keep_days(given.get("HONGQIAO_KEEP_DAYS", "")),
        leaving_days=int(given.get("HONGQIAO_LEAVING_DAYS", "30")),
        login_days=max(1, int(given.get("HONGQIAO_LOGIN_DAYS") or "180")),
        behind_tls=_is_on(given, "HONGQIAO_BEHIND_TLS"),
        security_contact=given.get("HONGQIAO_SECURITY_CONTACT", ""),
        trusted_proxies=int(given.get("HONGQIAO_TRUSTED_PROXIES", "0")),
        models_dir=Path(given.get("HONGQIAO_MODELS") or cache / "hongqiao" / "models"),
        own_model=Path(given["HONGQIAO_MODEL"]) if given.get("HONGQIAO_MODEL") else None,
        model_minutes=float(given.get("HONGQIAO_MODEL_MINUTES", "15")),
        model_threads=int(given.get("HONGQIAO_MODEL_THREADS") or min(2, os.cpu_count() or 1)),
        with_model=not _is_on(given, "HONGQIAO_NO_MODEL"),
    )


def rotate_secret(home: Path, now: datetime, *, days: int) -> datetime:
    """Makes a new secret for this home; returns until when the old one can still read what it signed.

    The old one is written down first: a crash in between leaves it known, at worst twice.
    """
    until = now + timedelta(days=days)
    kept = [(one, ends) for one, ends in _kept_secrets(home) if ends > now]
    lines = [f"{ends.isoformat()} {one.hex()}" for one, ends in [*kept, (_secret(home / "secret"), until)]]
    _replace(home / OLD_SECRETS, "\n".join(lines).encode() + b"\n")
    _replace(home / "secret", secrets.token_bytes(32))
    return until


def keep_dsn(home: Path, dsn: str) -> None:
    """Writes where the running database is, for the command line beside it."""
    (home / "dsn").write_text(dsn, encoding="utf-8")


def lock_home(home: Path) -> IO[str] | None:
    """Holds the home for this process; None when another one holds it."""
    home.mkdir(parents=True, exist_ok=True)
    held = (home / "lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        return None
    return held


def _kept_dsn(home: Path) -> str:
    try:
        return (home / "dsn").read_text(encoding="utf-8")
    except OSError:
        return ""


def _secret(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        part = path.with_suffix(f".{os.getpid()}")
        part.touch(mode=0o600)
        part.write_bytes(secrets.token_bytes(32))
        with contextlib.suppress(FileExistsError):  # another process was faster: theirs holds
            os.link(part, path)
        part.unlink()
        return path.read_bytes()


def _old_secrets(home: Path, now: datetime) -> tuple[bytes, ...]:
    """Newest first, as most of what comes is of the newest."""
    return tuple(one for one, ends in reversed(_kept_secrets(home)) if ends > now)


def _kept_secrets(home: Path) -> list[tuple[bytes, datetime]]:
    try:
        lines = (home / OLD_SECRETS).read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return []
    pairs = [line.split() for line in lines if line]
    return [(bytes.fromhex(plain), datetime.fromisoformat(ends)) for ends, plain in pairs]


def _replace(path: Path, content: bytes) -> None:
    part = path.with_suffix(f".{os.getpid()}")
    part.touch(mode=0o600)
    part.write_bytes(content)
    part.replace(path)


def _keep_days(told: str) -> tuple[tuple[str, int], ...]:
    """`drafts=180 searches=90`."""
    pairs = [part.partition("=") for part in told.replace(",", " ").split()]
    return tuple((name, int(days)) for name, _, days in pairs)


def _is_on(given: Mapping[str, str], name: str) -> bool:
    return given.get(name, "").lower() in ("1", "true", "yes", "on")
