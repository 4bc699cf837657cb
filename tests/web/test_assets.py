"""Assets: addresses that follow content, imports that lead to them."""

import gzip
from pathlib import Path

import pytest

from hongqiao.web.assets import Assets, lighter_css, lighter_js


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A small ui folder and a vendor folder."""
    ui, vendor = tmp_path / "ui", tmp_path / "node_modules"
    for folder in (ui / "css", ui / "js", ui / "icons", vendor / "htmx.org" / "dist"):
        folder.mkdir(parents=True)
    for layer in ("tokens", "base", "avatar"):
        (ui / "css" / f"{layer}.css").write_text(f"/* {layer} */\n.{layer} {{\n  color: red;\n}}\n")
    (ui / "icons" / "icons.svg").write_text("<svg/>")
    (ui / "icons" / "app.webmanifest").write_text('{"icons": [{"src": "asset:icons.svg"}]}')
    page = 'import htmx from "htmx.org";\nconst later = () => import("./reel.js");\n'
    (ui / "js" / "page.js").write_text(page)
    (ui / "js" / "reel.js").write_text("// turns\nexport const turn = 1;\n")
    (vendor / "htmx.org" / "dist" / "htmx.esm.min.js").write_text("export default {};\n")
    return ui, vendor


def test_layers_are_joined_with_tokens_and_base_first(folders: tuple[Path, Path]) -> None:
    assets = Assets(*folders)

    body, _, content_type = assets.get(assets.path("app.css")) or (b"", b"", "")

    assert content_type.startswith("text/css")
    assert body.index(b".tokens") < body.index(b".base") < body.index(b".avatar")


def test_imports_lead_to_addresses_that_are_served(folders: tuple[Path, Path]) -> None:
    assets = Assets(*folders)

    body, _, _ = assets.get(assets.path("js/page.js")) or (b"", b"", "")

    assert f'from "{assets.path("vendor/htmx.org.js")}"'.encode() in body
    assert f'import("{assets.path("js/reel.js")}")'.encode() in body


def test_a_change_in_an_imported_module_changes_the_address_of_its_importer(
    folders: tuple[Path, Path],
) -> None:
    before = Assets(*folders).path("js/page.js")

    (folders[0] / "js" / "reel.js").write_text("export const turn = 2;\n")

    assert Assets(*folders).path("js/page.js") != before


def test_modules_that_import_one_another_are_refused(folders: tuple[Path, Path]) -> None:
    (folders[0] / "js" / "reel.js").write_text('import "./page.js";\n')

    with pytest.raises(ValueError, match="circle"):
        Assets(*folders)


def test_the_gzipped_body_is_the_body(folders: tuple[Path, Path]) -> None:
    assets = Assets(*folders)

    served = [assets.get(path) for path in assets.names.values()]

    assert all(one is not None and gzip.decompress(one[1]) == one[0] for one in served)


def test_an_unknown_address_is_nothing(folders: tuple[Path, Path]) -> None:
    assert Assets(*folders).get("/assets/../secret") is None


def test_the_manifest_names_the_address_of_its_icon(folders: tuple[Path, Path]) -> None:
    assets = Assets(*folders)

    body, _, _ = assets.get(assets.path("app.webmanifest")) or (b"", b"", "")

    assert assets.path("icons.svg").encode() in body


def test_lightening_leaves_code_and_addresses_alone() -> None:
    code = 'const a = "https://x.org"; // why\n// gone\nb();\n'

    assert lighter_js(code) == 'const a = "https://x.org"; // why\nb();\n'
    assert lighter_css("/* gone */\n.a {\n  margin: 0;\n}\n") == ".a {\nmargin: 0;\n}\n"
