"""I1: somebody’s archive holds every row that names them, nobody else’s, and opens to them alone."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from hongqiao.adapters.signing.home_key import is_signed
from hongqiao.features import archives, notes
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, ProofNeeded
from hongqiao.kernel.ids import bucket_of
from tests.cast import drain, sign_up
from tests.features.archives.canaries import GIVEN, Planting
from tests.features.archives.carrying import carried_out, made


def rows_of(box: io.BytesIO, table: str) -> list[dict]:
    with zipfile.ZipFile(box) as archive:
        return json.loads(archive.read(f"data/{table}.json"))


async def test_every_row_that_names_somebody_is_in_their_archive_and_nobody_elses(scope, migrated):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    hers, his = Planting(replace(mei, db=migrated), "canary"), Planting(replace(diego, db=migrated), "others")
    await hers.plant()
    await his.plant()

    box = await carried_out(mei)

    with zipfile.ZipFile(box) as archive:
        told = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    missing = [
        one.table
        for one in GIVEN
        if hers.words(one.table) not in (file := told.get(f"data/{in_file(one.table)}.json", "[]"))
        and hers.words(one.table).encode().hex() not in file
        and not (json.loads(file) and one.table in WORDLESS | hers.wordless)
    ]
    assert not missing, missing
    assert not [name for name, words in told.items() if "others-" in words or b"others-".hex() in words]


def in_file(table: str) -> str:
    return "draft" if table == "brought_row" else table


WORDLESS = {
    "archive_in", "brought_picture", "case_proposal", "departure", "feed_served", "half_login", "invite",
    "matter_line", "my_correction", "reader_search", "recovery_code", "search_name", "standing", "totp",
}  # fmt: skip
"""Tables whose words are told by code or left out; a row is there all the same, as of those without words."""


async def test_nothing_that_opens_a_door_is_in_an_archive(scope, database):
    mei = await sign_up(scope, "mei")
    (hashed,) = await database.fetchrow("select password_hash from account where id = $1", mei.me)

    box = await carried_out(mei)

    with zipfile.ZipFile(box) as archive:
        told = b"".join(archive.read(name) for name in archive.namelist())
    assert hashed.encode() not in told
    for secret in (b"password_hash", b"token_hash", b'"sealed"', b'"salt"', b"key_hash"):
        assert secret not in told


async def test_an_archive_opens_to_its_owner_alone(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    key = await made(mei)

    with pytest.raises(NotFound):
        await archives.carrying_out.opened(diego, key)
    with pytest.raises(NotFound):
        await archives.carrying_out.withdraw(diego, key)
    with pytest.raises(NotFound):
        await archives.carrying_out.opened(mei, "0" * 32)
    assert (await archives.carrying_out.opened(mei, key))[0].size_bytes > 0


async def test_asking_and_fetching_take_a_fresh_proof(scope):
    mei = await sign_up(scope, "mei")
    key = await made(mei)
    stale = replace(mei, now=mei.now + timedelta(minutes=11))

    with pytest.raises(ProofNeeded):
        await archives.carrying_out.ask(stale)
    with pytest.raises(ProofNeeded):
        await archives.carrying_out.opened(stale, key)


async def test_one_archive_is_made_at_a_time(scope):
    mei = await sign_up(scope, "mei")
    await archives.carrying_out.ask(mei)

    with pytest.raises(Conflict):
        await archives.carrying_out.ask(mei)


async def test_one_that_was_never_made_can_be_asked_for_again(scope):
    mei = await sign_up(scope, "mei")
    await archives.carrying_out.ask(mei)
    later = mei.now + timedelta(hours=7)
    mei = replace(mei, now=later, viewer=msgspec.structs.replace(mei.viewer, proven_at=later))

    assert await archives.carrying_out.ask(mei)


async def test_an_archive_is_gone_after_a_week(scope, settings):
    mei = await sign_up(scope, "mei")
    key = await made(mei)
    late = replace(mei, now=mei.now + timedelta(days=7, seconds=1))

    with pytest.raises(NotFound):
        await archives.carrying_out.opened(late, key)
    await archives.carrying_out.forget_due(late)

    assert not (settings.media_dir / "archives" / key).exists()
    assert await scope.db.fetch("select id from archive_out") == []


async def test_an_archive_goes_with_its_account(scope, settings):
    mei = await sign_up(scope, "mei")
    key = await made(mei)

    for one in archives.privacy.HOLDINGS:
        await one.erase.command.run(scope.db, bucket_of(mei.me), mei.me)
    with pytest.raises(NotFound):
        await archives.carrying_out.opened(mei, key)
    await archives.carrying_out.forget_due(scope)

    assert not (settings.media_dir / "archives" / key).exists()


async def test_whatever_is_changed_in_an_archive_is_noticed(scope):
    mei = await sign_up(scope, "mei")
    draft = await notes.drafts.start_draft(mei)
    async with mei.transaction() as tx:
        await notes.publish(tx, notes.NoteDraft(draft.id, title="Tea", cover_style="memo"))
    await drain(scope)
    box = await carried_out(mei)
    with archives.zips.opened(box) as archive:
        manifest, key = archives.signing.verify(archive, is_signed)
        assert archives.signing.other_hashes(archive, manifest) == []
        assert key == scope.ports.signer.key().hex()
        with pytest.raises(Invalid, match="another key"):
            archives.signing.verify(archive, is_signed, key="0" * 64)

    for name in ["hongqiao.json", "hongqiao.sig", *(file.name for file in manifest.files)]:
        for spoiled in (altered(box, name), without(box, name)):
            with archives.zips.opened(spoiled) as archive, pytest.raises(Invalid):
                archives.signing.verify(archive, is_signed)
    with archives.zips.opened(with_one_more(box)) as archive, pytest.raises(Invalid, match="others"):
        archives.signing.verify(archive, is_signed)


def altered(box: io.BytesIO, name: str) -> io.BytesIO:
    return copied(box, lambda at, data: bytes([data[0] ^ 1]) + data[1:] if at == name else data)


def without(box: io.BytesIO, name: str) -> io.BytesIO:
    return copied(box, lambda at, data: None if at == name else data)


def with_one_more(box: io.BytesIO) -> io.BytesIO:
    more = copied(box, lambda _, data: data)
    with zipfile.ZipFile(more, "a") as archive:
        archive.writestr("data/more.json", "[]")
    return more


def copied(box: io.BytesIO, change) -> io.BytesIO:
    held = io.BytesIO()
    with zipfile.ZipFile(box) as former, zipfile.ZipFile(held, "w") as archive:
        for name in former.namelist():
            data = change(name, former.read(name))
            if data is not None:
                archive.writestr(name, data)
    held.seek(0)
    return held


async def test_the_page_of_an_archive_can_be_read_without_a_site(scope):
    mei = await sign_up(scope, "mei")
    mei = replace(mei, viewer=type(mei.viewer)(mei.me, "mei", locale="ar", proven_at=mei.now))
    draft = await notes.drafts.start_draft(mei)
    async with mei.transaction() as tx:
        body = "<script>alert(1)</script>"
        await notes.publish(tx, notes.NoteDraft(draft.id, title="桂花茶", body=body, cover_style="memo"))

    with zipfile.ZipFile(await carried_out(mei)) as archive:
        page = archive.read("index.html").decode()

    assert '<html lang="ar" dir="rtl">' in page
    assert "桂花茶" in page and "<script" not in page and "http-equiv" in page
    assert not [part for part in page.split('"') if part.startswith(("http:", "https:", "//", "/"))]
