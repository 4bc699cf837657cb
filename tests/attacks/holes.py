"""Holes to be planted: one check of the product taken away, and the attack test that must notice it."""

from typing import NamedTuple


class Hole(NamedTuple):
    """What is planted: in this file (of src/hongqiao) these words in place of those."""

    name: str
    case: str
    file: str
    right: str
    wrong: str
    noticed_by: str


HOLES = (
    Hole(
        "forms need no token", "D11", "web/door.py",
        "if is_foreign or not token or not _is_right(token, here(request)):",
        "if token is not None and not token:",
        "tests/web/test_forgery.py::test_a_forged_request_is_refused",
    ),
    Hole(
        "everyone sees every note", "D2", "features/notes/model.py",
        "    return audience == Audience.FOLLOWERS and follows", "    return True",
        "tests/features/notes/test_audience.py",
    ),
    Hole(
        "pictures answer to whoever has their address", "D2", "features/media/read.py",
        "not (is_open or await is_seen(await store.SHOWN_BY.all(scope.db, bucket, key)))", "False",
        "tests/features/notes/test_pictures.py",
    ),
    Hole(
        "comments hidden in a country are shown there", "D2", "features/comments/read.py",
        "not trust.standing.is_barred(scope.viewer, one.barred)", "one.barred is not None",
        "tests/features/trust/test_hidden_by_country.py",
    ),
    Hole(
        "corrections are not screened", "H5", "web/translation/suggesting.py",
        "        _screen(at, before, said)\n", "",
        "tests/web/test_corrections_screened.py::"
        "test_a_correction_that_screening_would_hold_is_refused_with_the_reason",
    ),
    Hole(
        "new accounts decide about corrections", "H6", "features/translation/agreement.py",
        "    known = Counter(vote.yes for vote in votes if vote.is_known)",
        "    known = Counter(vote.yes for vote in votes)",
        "tests/features/translation/test_agreement.py",
    ),
    Hole(
        "no template escapes", "B1", "web/rendering.py",
        "autoescape=True", "autoescape=False",
        "tests/attacks/test_words_stay_words.py",
    ),
    Hole(
        "one template does not escape", "B1", "web/ui/templates/forms.html",
        'type="{{ type }}" value="{{ value }}"', 'type="{{ type }}" value="{{ value | safe }}"',
        "tests/attacks/test_words_stay_words.py",
    ),
    Hole(
        "rich text does not escape", "B1", "web/rich_text.py",
        "    return escape(token.text)", "    return Markup(token.text)",
        "tests/web/test_rich_text.py",
    ),
    Hole(
        "any host becomes a link", "B6", "web/rich_text.py",
        'if token.kind == "url" and leads_where_it_says(token.text):', 'if token.kind == "url":',
        "tests/web/test_rich_text.py",
    ),
    Hole(
        "tries are counted and never refused", "E1", "features/site/limits.py",
        "    if tries > limit.times:", "    if tries > limit.times * 1_000:",
        "tests/features/site/test_limits.py",
    ),
    Hole(
        "anybody owns a board", "D1", "features/reactions/boards.py",
        "if found is None or found.owner_id != scope.me:", "if found is None:",
        "tests/features/reactions/test_boards.py",
    ),
    Hole(
        "anybody owns a note", "D1", "features/notes/read.py",
        "if row is None or row.author_id != scope.me:", "if row is None:",
        "tests/features/notes/test_publish.py",
    ),
    Hole(
        "addresses of the own network are asked", "C3", "adapters/models/remote/addresses.py",
        "    return allow_local\n", "    return True\n",
        "tests/adapters/models/remote/test_addresses.py",
    ),
    Hole(
        "tunnelled addresses are not unwrapped", "C3", "adapters/models/remote/addresses.py",
        "            return address.ipv4_mapped\n", "            return address\n",
        "tests/adapters/models/remote/test_addresses.py",
    ),
    Hole(
        "next= leads anywhere", "B7", "web/request.py",
        'return to if is_local else "/"', "return to",
        "tests/web/test_request.py",
    ),
    Hole(
        "a code of the app counts twice", "D13", "features/accounts/second_factor.py",
        "if step is None or not await queries.USE_STEP.run(scope.db, bucket, account_id, step):",
        "if step is None:",
        "tests/features/accounts/test_second_factor.py",
    ),
    Hole(
        "unknown handles are answered at once", "D10", "features/accounts/passwords.py",
        "fits = await asyncio.to_thread(_verify, password_hash if is_set else _NOBODY, password)",
        "fits = is_set and await asyncio.to_thread(_verify, password_hash, password)",
        "tests/features/accounts/test_logins.py",
    ),
    Hole(
        "names of objects may climb", "A4", "adapters/objects/disk.py",
        'any(not part or part.startswith(".") for part in parts)', "not parts",
        "tests/adapters/objects/test_disk.py",
    ),
    Hole(
        "pictures may have any size", "A6", "adapters/pictures/developing.py",
        "    Image.MAX_IMAGE_PIXELS = max_pixels\n", "    Image.MAX_IMAGE_PIXELS = None\n",
        "tests/adapters/pictures/test_refusing.py",
    ),
    Hole(
        "pages may be framed", "B8", "web/headers.py",
        "; frame-ancestors 'none'", "",
        "tests/attacks/test_policy.py",
    ),
    Hole(
        "what an engine adds is kept", "H3", "features/translation/protect.py",
        "    if sorted(_marks(mask).findall(said), key=int) != ", "    if not said and [] != ",
        "tests/features/translation/test_protect.py",
    ),
    Hole(
        "moderators decide about themselves", "D1", "features/trust/casework.py",
        "    return role in STAFF and not is_party(account_id, case, reporters)", "    return role in STAFF",
        "tests/features/trust/test_casework.py",
    ),
    Hole(
        "proofs never grow old", "D9", "features/accounts/proofs.py",
        "    if not is_fresh(scope):", "    if not scope.me:",
        "tests/features/accounts/test_proofs.py",
    ),
)  # fmt: skip
