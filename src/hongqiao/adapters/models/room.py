"""How much memory this machine could still give, as Linux tells it."""

from pathlib import Path

MEMINFO = Path("/proc/meminfo")


def available_bytes() -> int | None:
    """Bytes that new work could take without swapping; None where the system does not say."""
    try:
        for line in MEMINFO.read_text("ascii").splitlines():
            name, _, rest = line.partition(":")
            if name == "MemAvailable":
                return int(rest.split()[0]) << 10
    except (OSError, ValueError, IndexError):
        pass
    return None
