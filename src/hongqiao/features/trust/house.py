"""Who runs this site, as operator.toml in the home says, and what shows that duties are met."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from hongqiao.features.trust.pack import PackTrouble

FILE, DUTIES = "operator.toml", "duties.toml"


class Agent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom notices about copyright go to, as registered with the Copyright Office."""

    name: str
    address: str
    mail: str
    phone: str = ""
    registration: str = ""


class House(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whoever runs the site. Everything may be missing; the pages then say so."""

    operator: str = ""
    address: str = ""
    contact: str = ""  # where people reach a human
    authorities: str = ""  # where authorities write
    languages: tuple[str, ...] = ()  # in which both may write
    dmca_agent: Agent | None = None


@lru_cache(maxsize=8)
def house(home: Path) -> House:
    """The operator of the installation in this home, as it was when the process began.

    Raises PackTrouble for a file that makes no sense.
    """
    try:
        return msgspec.toml.decode((home / FILE).read_bytes(), type=House)
    except FileNotFoundError:
        return House()
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeError) as wrong:
        raise PackTrouble(f"{home / FILE} cannot be read: {wrong}.") from wrong


def met(home: Path) -> Mapping[str, str]:
    """For each need of a duty, where it is met: what duties.toml says, and what operator.toml shows."""
    told = house(home)
    agent = told.dmca_agent
    shown = {
        "contact_for_users": told.contact,
        "contact_for_authorities": told.authorities,
        "dmca_agent": f"{agent.name}, {agent.mail}" if agent else "",
        "terms": "/about/terms" if told.operator and told.contact else "",
    }
    return {**{name: where for name, where in shown.items() if where}, **_written(home / DUTIES)}


def _written(path: Path) -> dict[str, str]:
    try:
        read: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeError) as wrong:
        raise PackTrouble(f"{path} cannot be read: {wrong}.") from wrong
    return {name: str(value) for name, value in read.items()}
