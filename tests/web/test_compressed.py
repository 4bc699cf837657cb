"""Pages are sent as gzip to those who take it, and as they are to all others."""

import gzip

from hongqiao.web.compressed import SMALLEST_BYTES, gzipped


def test_a_page_is_compressed_for_who_takes_it_and_says_so(stranger):
    plain = stranger.get("/about")
    light = stranger.get("/about", accept_encoding="br, gzip")

    assert "content-encoding" not in plain.headers and len(plain.body) > SMALLEST_BYTES
    assert light.headers["content-encoding"] == "gzip" and "Accept-Encoding" in light.headers["vary"]
    assert int(light.headers["content-length"]) == len(light.body) < len(plain.body) / 2
    assert gzip.decompress(light.body).startswith(b"<!doctype html>")
    assert "content-security-policy" in light.headers


def test_errors_are_compressed_too_and_empty_answers_are_not(mei):
    missing = mei.get("/no/such/page", accept_encoding="gzip")
    sent_on = mei.post("/boards", {"name": "Empty"}, headers={"accept-encoding": "gzip"})

    assert missing.status == 404 and b"<!doctype html>" in gzip.decompress(missing.body)
    assert sent_on.status == 303 and "content-encoding" not in sent_on.headers


def test_pictures_pass_as_they_are(mei):
    address = mei.add_picture(mei.start_draft()).text.split('src="')[1].split('"')[0]

    assert "content-encoding" not in mei.get(address, accept_encoding="gzip").headers


def test_what_is_compressed_comes_out_the_same():
    for body in (b"", b"x", b"words " * 10_000, bytes(range(256)) * 40):
        assert gzip.decompress(gzipped(body)) == body
