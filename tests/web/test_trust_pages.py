"""The transparency log, its report, statements and deadlines, as visitors and administrators meet them."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from hongqiao.entry.environment import read_settings
from hongqiao.entry.offline import with_database
from hongqiao.features import accounts, trust
from hongqiao.features.trust.merkle import includes, leaf_hash
from hongqiao.features.trust.records import Entry, canonical
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.scope import Scope
from tests.features.trust.deciding import decide
from tests.web.visitor import Visitor


async def in_database(community, act):
    """Runs an act in the community’s database, as the site under every pack would."""
    settings = read_settings(community.home, {"HONGQIAO_PACKS": "default eu us"})
    return await with_database(settings, act)


@pytest.fixture
async def decided(community, mei: Visitor):
    """A decision about mei, and two about others."""

    async def act(scope: Scope):
        person = await account_of(scope, mei)
        issued = await decide(scope, person_id=person, facts="<b>Facts</b> & “words”")
        await decide(scope, action="label", origin="own-initiative", category="misleading")
        await decide(scope, action="reinstate", reverses=issued.statement.decision_id)
        return issued

    return await in_database(community, act)


async def account_of(scope: Scope, visitor: Visitor) -> int:
    viewer = await accounts.viewer_of(scope, visitor.cookies["login"])
    return viewer[0].account_id


async def test_the_log_is_there_for_everyone_in_their_language(decided, visit):
    for language, words in (
        ("en", "Every decision, in the open"),
        ("zh-CN", "每个决定，都公开"),
        ("ar", "كل قرار"),
    ):
        answer = visit(language).get("/transparency/log")

        assert answer.status == 200 and words in answer.text
        assert f"/transparency/log/entries/{decided.proof.entry.index}/proof" in answer.text
        assert "Facts" not in answer.text


async def test_the_download_is_verified_offline_and_an_altered_one_is_not(
    decided, stranger, community, tmp_path
):
    log, head = tmp_path / "log.jsonl", tmp_path / "head.json"
    log.write_bytes(stranger.get("/transparency/log/download").body)
    head.write_bytes(stranger.get("/transparency/log/head").body)

    sound = community.run("verify-log", str(log), "--head", str(head), "--key", decided.proof.head.key)
    log.write_bytes(log.read_bytes().replace(b'"remove"', b'"label"', 1))
    altered = community.run("verify-log", str(log), "--head", str(head))
    missing = community.run("verify-log", str(tmp_path / "none"))

    assert sound.returncode == 0 and "is sound" in sound.stdout
    assert altered.returncode == 4 and altered.stderr.count("\n") == 1
    assert missing.returncode == 3


async def test_an_entry_is_proven_by_what_the_site_answers(decided, stranger):
    index = decided.proof.entry.index

    answer = json.loads(stranger.get(f"/transparency/log/entries/{index}/proof").text)

    leaf = leaf_hash(canonical(msgspec.convert(answer["entry"], Entry)))
    path = [bytes.fromhex(hash_) for hash_ in answer["path"]]
    assert includes(leaf, index, answer["head"]["size"], path, bytes.fromhex(answer["head"]["root"]))


async def test_entries_and_heads_come_in_pages(decided, stranger):
    index = decided.proof.entry.index

    lines = stranger.get(f"/transparency/log/entries?from={index}&limit=2").text.splitlines()
    heads = stranger.get("/transparency/log/heads?from=0").text.splitlines()

    assert [json.loads(line)["index"] for line in lines] == [index, index + 1]
    assert [json.loads(line)["number"] for line in heads] == list(range(len(heads)))
    grown = json.loads(stranger.get(f"/transparency/log/growth?from=1&to={index + 1}").text)
    assert (grown["old"], grown["size"]) == (1, index + 1)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/transparency/log/entries/x/proof", 404),
        ("/transparency/log/entries/-1/proof", 404),
        ("/transparency/log/entries/999999999/proof", 404),
        ("/transparency/log/entries/99999999999999999999/proof", 404),
        ("/transparency/log/entries?from=x", 422),
        ("/transparency/log/entries?limit=-5", 422),
        ("/transparency/log/entries?from=٣", 422),
        ("/transparency/log/entries?from=999999999999999", 200),
        ("/transparency/log/entries?limit=999999999999999", 200),
        ("/transparency/log/growth?from=0&to=0", 404),
        ("/transparency/log/growth?from=5&to=4", 404),
        ("/transparency/report?year=0001", 404),
        ("/transparency/report?year=20x6", 404),
        ("/transparency/report.csv?year=3000", 404),
        ("/transparency/report?from=2026-07-01&to=2027-01-01", 200),
        ("/transparency/report.csv?from=2026-01-01&to=2027-01-01", 200),
        ("/transparency/report?from=2026-07-01&to=2026-07-02", 404),
        ("/transparency/report.csv?from=2026-01-01&to=2026-06-30", 404),
        ("/statements/0", 404),
        ("/statements/.json", 404),
        ("/statements/zzzzzzzzzzz", 404),
    ],
)
async def test_addresses_that_make_no_sense_are_refused_calmly(decided, stranger, path, status):
    assert stranger.get(path.replace("٣", "%D9%A3")).status == status


async def test_a_statement_is_for_whom_it_concerns(decided, mei, diego, stranger):
    path = f"/statements/{to_public(decided.statement.decision_id)}"

    page = mei.get(path)

    assert page.status == 200
    assert "&lt;b&gt;Facts&lt;/b&gt;" in page.text and "<b>Facts" not in page.text
    assert json.loads(mei.get(f"{path}.json").text)["salt"] == decided.salt
    for other in (diego, stranger):
        assert other.get(path).status == other.get(f"{path}.json").status == 404


async def test_the_report_counts_what_the_log_says(decided, stranger):
    year = datetime.now(UTC).year

    page = stranger.get("/transparency/report")
    rows = list(csv.DictReader(io.StringIO(stranger.get(f"/transparency/report.csv?year={year}").text)))

    assert page.status == 200 and "labelled" in page.text
    removed = next(row for row in rows if row["Type of restriction"] == "remove")
    assert int(removed["Number of decisions reversed"]) >= 1
    assert removed["Median time from notice to decision (minutes)"] == "95"
    assert stranger.get(f"/transparency/report?year={year - 1}").status == 200


async def test_deadlines_are_for_administrators(community, mei, diego, stranger):
    async def act(scope: Scope):
        await accounts.give_role(scope, diego.handle, "admin")
        began = replace(scope, now=scope.now - timedelta(hours=50))
        async with began.transaction() as tx:
            await trust.clocks.start(tx, began.ids.make(12), "intimate-image")

    await in_database(community, act)
    diego.sign_in(diego.handle)  # a new role ends the logins

    assert [one.get("/admin/clocks").status for one in (stranger, mei)] == [404, 404]
    page = diego.get("/admin/clocks")
    assert page.status == 200 and "overdue" in page.text and "TAKE IT DOWN" in page.text


async def test_the_parts_of_the_templates_are_downloads_and_can_be_written_to_be_filed(
    decided, community, stranger, tmp_path
):
    year = datetime.now(UTC).year
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    period = f"from={first}&to={after}"

    named = re.findall(r"part=([^\"]+)\"", stranger.get(f"/transparency/report?{period}").text)
    answers = [stranger.get(f"/transparency/report.csv?{period}&part={name}") for name in named]

    assert named == list(trust.figures.PARTS)
    assert [answer.status for answer in answers] == [200] * len(named)
    assert "STATEMENT_CATEGORY_SCAMS_AND_FRAUD" in answers[1].text
    for part in ("3_member_states_orders", "../1", "x"):
        assert stranger.get(f"/transparency/report.csv?{period}&part={part}").status == 404
    days = ("--from", str(first), "--to", str(after))
    written = community.run("transparency", "report", *days, "--template", str(tmp_path / "filed"))
    assert written.returncode == 0, written.stderr
    assert sorted(one.stem for one in (tmp_path / "filed").iterdir()) == named


async def test_the_key_is_shown_at_the_command_line(decided, community):
    shown = community.run("log-key")

    assert shown.returncode == 0 and decided.proof.head.key in shown.stdout


def test_the_packs_are_shown_compared_and_held_against_what_is_met(community):
    community.home.mkdir(exist_ok=True)
    (community.home / "duties.toml").write_text("terms = 'https://example.org/terms'\n")

    assert "holds here" in community.run("packs", "list").stdout
    assert "+ clock breach-to-authority" in community.run("packs", "diff", "default", "eu").stdout
    assert community.run("packs", "gaps").returncode == 0
    (community.home / "duties.toml").write_text("terms = [")
    refused = community.run("packs", "gaps")
    assert refused.returncode == 17 and "duties.toml" in refused.stderr
    (community.home / "duties.toml").unlink()
