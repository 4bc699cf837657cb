"""Which addresses a configured engine may be reached at: the rules against being led into the own network."""

import ipaddress
import re
from urllib.parse import urlsplit

import msgspec

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NEVER = tuple(
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8",
        "169.254.0.0/16",
        "100.100.100.200/32",  # these four answer with the keys of the machine in some clouds
        "192.0.0.192/32",
        "fd00:ec2::254/128",
        "fd20:ce::254/128",
        "224.0.0.0/3",
        "fe80::/10",
        "fec0::/10",  # what “site-local” was
        "ff00::/8",
        "::/128",
        "2001::/32",  # tunnels that carry another address inside
        "2002::/16",
        "64:ff9b:1::/48",  # translated by the own network, into what only it knows
        "::ffff:0:0:0/96",
    )
)
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
_OWN = (ipaddress.IPv6Address("::"), ipaddress.IPv6Address("::1"))
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")


class Endpoint(msgspec.Struct, frozen=True):
    """A configured address, taken apart. `path` has no slash at its end."""

    scheme: str
    host: str
    port: int
    path: str
    allow_local: bool = False

    @property
    def origin(self) -> str:
        """Without path: as the Host header and errors name it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return f"{self.scheme}://{host}" + ("" if self.port == usual else f":{self.port}")


def endpoint_of(url: str, *, allow_local: bool) -> Endpoint:
    """The address in a URL. Raises ValueError with a sentence for the operator.

    It must be https, unless `allow_local` says that it is a machine of the operator's own network.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as wrong:
        raise ValueError(f"{url!r} is not a web address.") from wrong
    if parts.username is not None or parts.password is not None:
        raise ValueError("The url must not contain a name or password; use key_env or key_file.")
    if parts.scheme not in ("https", "http") or _HOST.fullmatch(host) is None:
        raise ValueError(f"{url!r} is not a web address.")
    if parts.query or parts.fragment:
        raise ValueError("The url must end with its path: no ? and no #.")
    if parts.scheme == "http" and not allow_local:
        raise ValueError("The url must begin with https://, or allow_local = true must say that it is local.")
    literal = _literal(host)
    if literal is not None and not may_connect(literal, allow_local=allow_local, encrypted=True):
        raise ValueError(f"{host} is an address that is never asked, or that allow_local = true must allow.")
    return Endpoint(
        parts.scheme,
        host,
        port or (443 if parts.scheme == "https" else 80),
        parts.path.rstrip("/"),
        allow_local,
    )


def may_connect(address: Address, *, allow_local: bool, encrypted: bool) -> bool:
    """Whether this very address may be connected to.

    Link-local, metadata and multicast addresses never; private ones and the machine itself only where the
    operator allows local ones; public ones only encrypted.
    """
    real = _unwrapped(address)
    if any(real in net for net in _NEVER if net.version == real.version):
        return False
    if real.is_global:
        return encrypted
    return allow_local


def _unwrapped(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one that stands for it."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _TRANSLATED or (address in _COMPATIBLE and address not in _OWN):
            return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
