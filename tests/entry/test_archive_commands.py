"""The command line of archives: a sound one is told from a changed one, without a site."""

import zipfile

from hongqiao.entry.command import main
from tests.cast import sign_up
from tests.features.archives.carrying import carried_out


async def test_an_archive_is_checked_without_a_site(scope, tmp_path, capsys):
    mei, file = await sign_up(scope, "mei"), tmp_path / "mei.zip"
    file.write_bytes((await carried_out(mei)).getvalue())
    key = scope.ports.signer.key().hex()

    assert main(["verify-export", str(file)]) == 0
    assert main(["verify-export", str(file), "--key", key]) == 0
    told = capsys.readouterr().out
    assert "The archive of @mei" in told and f"signed by key {key}" in told
    assert main(["verify-export", str(file), "--key", "0" * 64]) == 1
    assert main(["verify-export", str(file), "--key", "no key"]) == 1
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("data/more.json", "[]")
    assert main(["verify-export", str(file)]) == 1
    assert main(["verify-export", str(tmp_path / "absent.zip")]) == 1
    assert "others than it says" in capsys.readouterr().err
