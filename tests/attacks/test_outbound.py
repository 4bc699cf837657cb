"""C1, C2, C3, C6: whatever is not the open internet is refused in every spelling, before a byte is sent.

Cases C1, C2, C3, C6, C8.
"""

import ipaddress

import pytest

from hongqiao.adapters.models.remote.addresses import endpoint_of, may_connect
from hongqiao.adapters.models.remote.wire import Wire
from hongqiao.kernel.errors import Unavailable

CLOSED = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/29",
    "192.0.2.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "255.255.255.255/32",
    "::/128",
    "::1/128",
    "fc00::/7",
    "fe80::/10",
    "fec0::/10",
    "ff00::/8",
    "2001:db8::/32",
    "100::/64",
)
INNER = ("127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "0.0.0.0", "100.64.0.1")
SPELLINGS = (
    "2130706433",
    "017700000001",
    "0x7f000001",
    "0x7f.1",
    "127.1",
    "127.0.1",
    "0177.0.0.1",
    "0",
    "1.1",
    "localhost",
    "localhost.",
    "LOCALHOST",
    "127.0.0.1.",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[::]",
    "[fe80::1%25eth0]",
    "１２７.０.０.１",
    "127。0。0。1",
    "ⓛocalhost",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
)
SCHEMES = ("gopher", "file", "ftp", "dict", "ldap", "jar", "data", "ws", "javascript", "")
SLIPPED = ("\r\n", "\n", "\t", " ", "\x00", "%0d%0a", "\u2028", "\\", "#", "?x=1", "@evil")


def may(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return may_connect(address, allow_local=False, encrypted=True)


@pytest.mark.parametrize("net", CLOSED)
def test_no_address_of_a_closed_range_is_connected_to(net):
    closed = ipaddress.ip_network(net)
    several = {closed[0], closed[-1], closed[closed.num_addresses // 2], closed[closed.num_addresses // 3]}

    assert not [str(one) for one in several if may(one)]


@pytest.mark.parametrize("inner", INNER)
def test_an_inner_address_in_the_clothes_of_an_outer_one_is_refused(inner):
    number = int(ipaddress.IPv4Address(inner))
    clothed = {
        "mapped": ipaddress.IPv6Address(0xFFFF << 32 | number),
        "compatible": ipaddress.IPv6Address(number),
        "translated": ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | number),
        "translated here": ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b:1::")) | number),
        "6to4": ipaddress.IPv6Address(0x2002 << 112 | number << 80),
        "teredo": ipaddress.IPv6Address(0x20010000 << 96 | (number ^ 0xFFFFFFFF)),
    }

    assert [way for way, address in clothed.items() if may(address)] == []


@pytest.mark.parametrize("host", SPELLINGS)
async def test_no_spelling_of_the_own_machine_is_asked(host):
    try:
        endpoint = endpoint_of(f"https://{host}", allow_local=False)
    except ValueError:
        return
    with pytest.raises(Unavailable):
        await Wire(endpoint, {}).greet("/")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_other_schemes_are_refused(scheme):
    with pytest.raises(ValueError, match=r"[.]$"):
        endpoint_of(f"{scheme}://llm.example.org/", allow_local=True)


@pytest.mark.parametrize("sign", SLIPPED)
def test_no_sign_slips_a_part_into_an_address(sign):
    try:
        endpoint = endpoint_of(f"https://llm.example.org{sign}evil", allow_local=False)
    except ValueError:
        return
    assert endpoint.origin in ("https://llm.example.org", "https://llm.example.orgevil")
