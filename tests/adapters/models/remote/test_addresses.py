"""Which addresses a configured engine may have: nobody is led into the own network.

Cases C1, C2, C3, C8.
"""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.adapters.models.remote.addresses import endpoint_of, may_connect

METADATA = ("169.254.169.254", "fd00:ec2::254", "100.100.100.200", "::ffff:169.254.169.254", "fe80::1")
PRIVATE = ("10.0.0.1", "127.0.0.1", "192.168.1.1", "172.16.0.1", "::1", "fd12::1", "::ffff:10.0.0.1")
CARRIERS = (ipaddress.ip_network("::ffff:0:0/96"), ipaddress.ip_network("64:ff9b::/96"))
PUBLIC = ("93.184.216.34", "2606:2800:220:1::1")


def may(address: str, *, local: bool = False, encrypted: bool = True) -> bool:
    return may_connect(ipaddress.ip_address(address), allow_local=local, encrypted=encrypted)


@pytest.mark.parametrize(
    "address", [*METADATA, "0.0.0.0", "::", "224.0.0.1", "255.255.255.255", "2002:a00::"]
)
def test_metadata_and_nonsense_are_never_asked(address):
    assert not may(address)
    assert not may(address, local=True)


@pytest.mark.parametrize("address", [*PRIVATE, "64:ff9b::a00:1", "100.64.0.1"])
def test_private_addresses_need_the_operators_word(address):
    assert not may(address)
    assert may(address, local=True, encrypted=False)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_asked_over_tls_only(address):
    assert may(address)
    assert not may(address, local=True, encrypted=False)


@given(st.ip_addresses())
def test_no_address_that_is_not_public_is_reached_without_the_operators_word(address):
    assert not may_connect(address, allow_local=False, encrypted=False)
    if may_connect(address, allow_local=False, encrypted=True):
        carries_another = any(address in net for net in CARRIERS if net.version == address.version)
        assert address.is_global or carries_another


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_hidden_in_an_ipv6_one_is_held_against_the_same_rules(address):
    for hidden in (f"::ffff:{address}", f"64:ff9b::{address}"):
        for local in (False, True):
            assert may(hidden, local=local) == may_connect(address, allow_local=local, encrypted=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://llm.example.org/v1",
        "ftp://llm.example.org",
        "file:///etc/passwd",
        "https://",
        "llm.example.org",
        "https://me:secret@llm.example.org",
        "https://llm.example.org/v1?key=1",
        "https://llm.example.org#x",
        "https://127.0.0.1/v1",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://10.0.0.5",
        "https://h:99999",
        "https://exämple.org",
    ],
)
def test_an_address_that_breaks_the_rules_is_refused_when_it_is_read(url):
    with pytest.raises(ValueError, match=r"[.]$"):
        endpoint_of(url, allow_local=False)


def test_a_refusal_does_not_repeat_a_password():
    with pytest.raises(ValueError) as refused:
        endpoint_of("https://me:hunter2@llm.example.org", allow_local=False)

    assert "hunter2" not in str(refused.value)


def test_an_address_is_taken_apart():
    found = endpoint_of("https://LLM.example.org:8443/v1/", allow_local=False)

    assert (found.origin, found.path) == ("https://llm.example.org:8443", "/v1")
    assert endpoint_of("http://[::1]:11434", allow_local=True).origin == "http://[::1]:11434"
