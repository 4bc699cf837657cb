"""What an operator can set. Values only: entry/ reads the environment and hands them down."""

from pathlib import Path

import msgspec

from hongqiao.kernel.rates import Rates

MEBIBYTE = 1 << 20


class Settings(msgspec.Struct, frozen=True):
    """One installation. Sizes in bytes, times in seconds."""

    home: Path
    host: str = "127.0.0.1"
    port: int = 8000
    origin: str = "http://127.0.0.1:8000"
    dsn: str = ""
    secret: bytes = b""
    old_secrets: tuple[bytes, ...] = ()  # still good for reading what they signed and sealed
    site_name: str = "Hongqiao"
    content_licence: str = "CC BY-SA 4.0"
    locales: tuple[str, ...] = ("en", "zh-Hans", "zh-Hant", "ar")
    pretranslate: tuple[str, ...] = ("en", "zh-Hans")
    invite_only: bool = False
    sign_ups_per_hour: int = 500  # of everybody together
    proof_bits: int = 0  # work that a browser does before somebody joins; 0: none
    keep_days: tuple[tuple[str, int], ...] = ()  # how long something is kept, other than by default
    leaving_days: int = 30  # until an account that left is erased
    login_days: int = 180  # after which a login ends though it is used
    behind_tls: bool = False
    security_contact: str = ""
    trusted_proxies: int = 0
    models_dir: Path = Path("models")
    with_model: bool = True
    own_model: Path | None = None
    model_minutes: float = 15.0
    model_threads: int = 1
    picture_bytes: int = 20 * MEBIBYTE
    picture_pixels: int = 50_000_000
    pictures_per_note: int = 18
    card_cache_bytes: int = 48 * MEBIBYTE
    packs: tuple[str, ...] = ("default",)  # policy packs whose rules hold here
    rates: Rates | None = None  # absent: prices stay as written

    def __repr__(self) -> str:
        return f"Settings(home={str(self.home)!r})"  # a log must never hold the secrets

    @property
    def media_dir(self) -> Path:
        return self.home / "media"
