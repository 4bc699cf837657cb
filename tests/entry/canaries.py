"""Somebody who leaves a trace in every place that the product has, and a search of all places for it."""

import io
from dataclasses import replace

import msgspec
from PIL import Image

from hongqiao.features import (
    accounts,
    comments,
    media,
    notes,
    people,
    reactions,
    recommendation,
    search,
    topics,
    translation,
)
from hongqiao.features.lexicon import store as words
from hongqiao.features.notes import DraftPicture, NoteDraft
from hongqiao.features.reactions import Kind
from hongqiao.features.translation import corrections
from hongqiao.features.trust import consent
from hongqiao.features.trust.log import BUCKET as LOG
from hongqiao.kernel.ids import AccountId, DraftId, NoteId, bucket_of, to_public
from hongqiao.kernel.scope import Viewer
from tests.cast import PASSWORD, drain

WORD = "zyxwcanary"
"""A word that nobody else says; in each field with another number behind it."""

_COLUMNS = """
    select c.relname, a.attname, t.typname
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid
    join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace
      and c.relkind in ('r', 'p')
      and c.relname not in ('schema_migration')
      and a.attnum > 0
      and not a.attisdropped
    order by 1, 2
"""


def picture(colour: tuple[int, int, int] = (201, 17, 93)) -> bytes:
    """Pixels of their own."""
    made = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(made, "PNG")
    return made.getvalue()


async def leave_traces(who, other, note_of_other: int) -> dict[str, object]:
    """All that somebody can write, show, press and ask; `other` has a note, and answers them."""
    made = await _publish(who)
    await _profile(who)
    await _enter(who)
    await _set_bounds(who)
    await _bring(who, made["note"])
    await _talk(who, other, note_of_other, made["note"])
    await _press(who, note_of_other)
    await _seek(who, note_of_other)
    await drain(who)
    await _translate(who, made["note"], note_of_other)
    await drain(who)
    return made


async def _publish(who) -> dict[str, object]:
    shown = await media.take(who, picture())
    kept = await media.take(who, picture((3, 141, 59)))
    ids = []
    for audience in (0, 1, 2):
        draft = NoteDraft(
            id=DraftId(who.ids.make(bucket_of(who.me))),
            title=f"{WORD}title{audience}",
            body=f"{WORD}body{audience} #{WORD}topic",
            place=f"{WORD}place",
            audience=audience,
            pictures=(DraftPicture(shown.key, f"{WORD}alt"),),
            version_lang="fr",
            version_title=f"{WORD}version",
            version_body=f"{WORD}version body",
        )
        async with who.transaction() as tx:
            ids.append(await notes.publish(tx, draft))
        await notes.drafts.keep_own_version(who, ids[-1], draft)
    edited = msgspec.structs.replace(
        await notes.drafts.edit_draft(who, ids[0]),
        title=f"{WORD}edited",
        body=f"{WORD}edited body #{WORD}topic",
    )
    async with who.transaction() as tx:
        await notes.publish(tx, edited)
    draft_id = DraftId(who.ids.make(bucket_of(who.me)))
    async with who.transaction() as tx:
        await notes.drafts.change_draft(
            tx,
            draft_id,
            lambda draft: msgspec.structs.replace(
                draft, title=f"{WORD}draft", pictures=(DraftPicture(kept.key, f"{WORD}draftalt"),)
            ),
        )
    return {"note": ids[0], "notes": ids, "keys": {shown.key, kept.key}}


async def _profile(who) -> None:
    async with who.transaction() as tx:
        await people.change_profile(tx, name=f"{WORD}name", bio=f"{WORD}bio", place=f"{WORD}home")
    async with who.transaction() as tx:
        await reactions.make_board(tx, f"{WORD}board")
        await reactions.make_board(tx, f"{WORD}closed", is_private=True)
    async with who.transaction() as tx:
        await consent.choose(tx, who.me, "terms", yes=True, words="The terms.", lang="en", surface="sign-up")


async def _enter(who) -> None:
    """At the door: devices, networks, a key with a name, and what waits for a second step."""
    await accounts.sign_in(who, who.viewer.handle, PASSWORD, device=f"{WORD}device", place=f"{WORD}place")
    bucket, made = (
        bucket_of(who.me),
        {"device": f"{WORD}device", "place": f"{WORD}place", "name": f"{WORD}key"},
    )
    rows = [
        ("half_login", "token_hash, device, place, made_at", "'x', $4, $5, now()", ("device", "place")),
        ("trusted_device", "token_hash, device, made_at, ends_at", "'x', $4, now(), now()", ("device",)),
        (
            "passkey",
            "credential_id, public_key, sign_count, name, made_at",
            "'x', 'x', 0, $4, now()",
            ("name",),
        ),
    ]
    for table, columns, values, fields in rows:
        words = [made[field] for field in fields]
        await who.db.execute(
            f"insert into {table} (bucket, id, account_id, {columns}) values ($1, $2, $3, {values})",
            bucket, who.ids.make(bucket), who.me, *words,
        )  # fmt: skip


async def _set_bounds(who) -> None:
    """Words that somebody would rather not read, and those that wait under their notes."""
    async with who.transaction() as tx:
        await people.filters.add_filter(tx, f"{WORD}filtered", people.filters.Way.HIDE)
        await comments.welcome.hold_word(tx, f"{WORD}waits")


async def _bring(who, own_note: int) -> None:
    """What came in an archive, what software held back, and the name of somebody whose reports come first."""
    bucket, of_note = bucket_of(who.me), f"note:{to_public(own_note)}"
    rows = [
        ("archive_in", "id, key, source, audience, state, parts, size_bytes, receipt, made_at",
         "7, 'k', 'mastodon', 0, 'done', 1, 1, $3, now()", (f'"{WORD}"'.encode(),)),
        ("brought_row", "kind, number, body", "'like_out', 1, $3", (f"{WORD}row",)),
        ("brought_picture", "key, name", "$3, $4", ("k", f"{WORD}picture")),
        ("trusted_flagger", "name, since", "$3, now()", (f"{WORD}flagger",)),
    ]  # fmt: skip
    for table, columns, values, said in rows:
        place = LOG if table == "trusted_flagger" else bucket
        await who.db.execute(
            f"insert into {table} (bucket, account_id, {columns}) values ($1, $2, {values})",
            place, who.me, *said,
        )  # fmt: skip
    await who.db.execute(
        "insert into screening_hold (bucket, subject, subject_kind, person_id, findings, evidence, held_at)"
        " values ($1, $2, 'note', $3, $4, $4, now())",
        bucket, of_note, who.me, f"{WORD}held",
    )  # fmt: skip


async def _talk(who, other, note_of_other: int, own_note: int) -> None:
    async def say(speaker, note_id, words, to=None):
        facts = await notes.visible(speaker, NoteId(note_id))
        async with speaker.transaction() as tx:
            return await comments.say(tx, facts, words, to, once="")

    answered = await say(who, note_of_other, f"{WORD}answered")
    await say(who, note_of_other, f"{WORD}lonely")
    await say(other, note_of_other, "A good question.", answered.id)
    theirs = await say(other, note_of_other, "And what do you say?")
    await say(who, note_of_other, f"{WORD}reply", theirs.id)
    await say(other, own_note, "Under a note that will go.")


async def _press(who, note_of_other: int) -> None:
    facts = await notes.visible(who, NoteId(note_of_other))
    async with who.transaction() as tx:
        await reactions.like(tx, Kind.NOTE, note_of_other)
    async with who.transaction() as tx:
        await reactions.save(tx, NoteId(note_of_other))
    async with who.transaction() as tx:
        await people.follow(tx, facts.author_id)
    async with who.transaction() as tx:
        await topics.follow(tx, f"#{WORD}followed")
    bucket = bucket_of(who.me)
    await words.SAVE_WORD.run(
        who.db, bucket, who.ids.make(bucket), who.me, "zh", f"{WORD}word", f"{WORD}reading",
        f"{WORD}meaning", "en", f"{WORD}sentence", "/", who.now,
    )  # fmt: skip


async def _seek(who, note_of_other: int) -> None:
    await search.history.note_search(who, f"{WORD}asked")
    await recommendation.note_met(who, [NoteId(note_of_other)], {NoteId(note_of_other): 30.0})
    await recommendation.controls.set_topics(who, [f"{WORD}wanted"])
    await recommendation.controls.less_of(who, "topic", f"{WORD}unwanted")


async def _translate(who, own_note: int, note_of_other: int) -> None:
    """Results for the own words, and better words for somebody else’s, which readers agreed on."""
    for text in (await notes.note(who, NoteId(own_note))).texts:
        await translation.memory.keep_result(
            who, text, "de", f"{WORD}result", engine="fake", version="fake-1"
        )
    theirs = next(iter((await notes.note(who, NoteId(note_of_other))).texts))
    await translation.memory.keep_result(who, theirs, "en", "Noodles, late.", engine="fake", version="fake-1")
    pairs = corrections.pairs(theirs.words, "Noodles, late.", "en")
    reader = replace(who, viewer=msgspec.structs.replace(who.viewer, reads=("en", theirs.lang)))
    async with reader.transaction() as tx:
        correction = await corrections.suggest(tx, theirs, "en", pairs, [f"{WORD}better"])
    for first, number in ((theirs.lang, 11), ("en", 12), ("en", 13)):
        other = "en" if first == theirs.lang else theirs.lang
        voter = replace(who, viewer=Viewer(AccountId(number), f"p{number}", "member", "en", (first, other)))
        async with voter.transaction() as tx:
            await corrections.vote(tx, theirs, "en", correction, yes=True, is_known=True, author_id=1)
    await drain(who, with_jobs=True, without=("search.",))


async def places(database, scope) -> set[str]:
    """Everywhere that the word stands: table.column, and files of the home."""
    found = set()
    for table, column, kind in await database.fetch(_COLUMNS):
        words = f"encode({column}, 'escape')" if kind == "bytea" else f"{column}::text"
        if await database.fetch(f"select 1 from {table} where {words} like $1 limit 1", f"%{WORD}%"):
            found.add(f"{table}.{column}")
    for file in scope.ports.settings.home.rglob("*"):
        if file.is_file() and WORD.encode() in file.read_bytes():
            found.add(str(file.relative_to(scope.ports.settings.home)))
    return found


async def numbers(database, ids: set[int]) -> set[str]:
    """Everywhere that one of these ids stands: table.column."""
    found = set()
    for table, column, kind in await database.fetch(_COLUMNS):
        if kind in ("int8", "_int8") and table != "pgqueuer":
            held = f"{column} = any($1::bigint[])" if kind == "int8" else f"{column} && $1::bigint[]"
            if await database.fetch(f"select 1 from {table} where {held} limit 1", list(ids)):
                found.add(f"{table}.{column}")
    return found


async def text_columns(database) -> set[str]:
    """Every column that can hold words: table.column."""
    return {f"{table}.{column}" for table, column, kind in await database.fetch(_COLUMNS) if kind in _WORDS}


_WORDS = ("text", "_text", "bytea", "json", "jsonb", "varchar")

CODES = frozenset(
    name
    for line in (
        "asker birth_band both_ways category checks code_hash colour community concept config cover_style",
        "credential_id editor_handle engine first_lang form handle hash interests key key_hash kind lang",
        "locale meaning_lang bio_lang once_key origin outcome pack password_hash path person_handle",
        "public_key purpose quality ratio reader reads reason ref",
        "role salt sealed sides signature source state subject",
        "subject_kind surface target term text_hash text_key thumbhash token_hash vector version written act",
        "action answer_lang by_handle made_by other",
        "age_band age_confidence age_method band barred choice commercial countries country did list marks",
        "parts region",
    )
    for name in line.split()
)
"""Names of columns that hold codes, hashes, languages or the words of others, wherever they stand."""

ELSEWHERE = {
    "kept by law; another test": {
        "appeal.answer", "appeal.words", "case_clock.proof", "case_evidence.body", "case_line.words",
        "consent_text.words", "decision.seen", "report.email", "report.name", "report.words",
        "statement_of_reasons.body", "erasure_receipt.body", "matter.fields", "matter_line.words",
        "case_proposal.ruling",
    },
    "stays without a name": {"card_edition.body", "topic_change.names"},
    "the site’s own": {
        "api_key.name", "feed_config.body", "feed_stock.body", "log_entry.body", "log_head.body",
        "log_key.body", "feed_served.body", "saved_reason.name", "saved_reason.facts",
        "saved_reason.why",
    },
    "empty at rest": {"outbox.body"},
    "made with segment_memory, of words with numbers": {"segment_pattern.words"},
}  # fmt: skip
"""Columns of words in which nobody leaves a canary, and why."""
