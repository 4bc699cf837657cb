"""Regions by network: out of the operator’s file, and only where a pack asks."""

from dataclasses import replace

import msgspec
import pytest

from hongqiao.web.regions import note_region, region_at, shown_region
from tests.cast import sign_up
from tests.web.sitting import site_of, sits

LINES = "192.0.2.0/24,浙江\n198.51.100.0/24,Sichuan\nnonsense\n2001:db8::/32,Tibet\n10.0.0.0/8\n"


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "regions"
    folder.mkdir()
    (folder / "regions.csv").write_text(LINES, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("192.0.2.0", "浙江"),
        ("192.0.2.255", "浙江"),
        ("192.0.3.0", ""),
        ("192.0.1.255", ""),
        ("198.51.100.9", "Sichuan"),
        ("2001:db8::1", "Tibet"),
        ("2001:db9::1", ""),
        ("0.0.0.0", ""),
        ("10.1.1.1", ""),
        ("", ""),
        ("nowhere", ""),
    ],
)
def test_an_address_is_in_the_region_of_its_network(home, address, region):
    assert region_at(home, address) == region


def test_without_a_file_there_is_no_region(tmp_path):
    assert region_at(tmp_path / "nothing", "192.0.2.7") == ""


@pytest.mark.parametrize(("packs", "kept"), [(("cn",), "浙江"), (("default", "eu"), ""), ((), "")])
async def test_a_region_is_kept_and_shown_only_where_a_pack_asks(scope, home, packs, kept):
    mei = await sign_up(scope, "mei")
    settings = msgspec.structs.replace(scope.ports.settings, packs=packs, home=home)
    there = replace(mei, ports=replace(mei.ports, settings=settings))
    at = sits(site_of(there), there)
    at.address = "192.0.2.7"

    await note_region(at)

    assert await shown_region(at, mei.me) == kept
    assert await scope.db.fetch("select region from account") == [(kept,)]
