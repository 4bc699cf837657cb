"""Pieces that most pages share (the bar above, the menu, the foot): rendered once a variant, kept with holes
for what differs between readers, and filled without the template engine. Measured: half of an Explore page.
"""

import re
import secrets
from collections.abc import Mapping
from typing import Any

import msgspec
from jinja2 import Environment
from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup, escape

from hongqiao.kernel.lru import BytesLru

_MARK = secrets.token_hex(8)  # nobody outside this process can write it into a text
_HOLES = ("csrf", "path", "handle", "initial", "tone")
_HOLE = re.compile(f"hole-{_MARK}-([a-z]+)-")
_LIMIT_BYTES = 4 << 20


class _Anybody(msgspec.Struct, frozen=True):
    """A reader of whom only what a variant depends on is known; the rest are holes."""

    locale: str
    dir: str
    reads: tuple[str, ...]
    is_signed_in: bool
    is_staff: bool
    site_name: str
    csrf: str = f"hole-{_MARK}-csrf-"
    path: str = f"hole-{_MARK}-path-"
    handle: str = f"hole-{_MARK}-handle-"
    initial: str = f"hole-{_MARK}-initial-"
    tone: str = f"hole-{_MARK}-tone-"


class KeptPieces:
    """Pieces of one process, bounded by bytes."""

    def __init__(self) -> None:
        self._pieces: BytesLru[tuple[str, ...]] = BytesLru(_LIMIT_BYTES)

    def function(self) -> Any:
        """What templates call: kept("ui/_topbar.html", place=…). The values must decide nothing but looks."""

        @pass_context
        def kept(context: Context, template: str, **values: Any) -> Markup:
            reader = context["reader"]
            return self._filled(context.environment, template, reader, values)

        return kept

    def _filled(self, env: Environment, template: str, reader: Any, values: Mapping[str, Any]) -> Markup:
        key = (
            template, reader.locale, reader.reads, reader.is_signed_in, reader.is_staff, tuple(values.items())
        )  # fmt: skip
        parts = self._pieces.get(key)
        if parts is None:
            parts = self._render(env, template, reader, values)
            self._pieces.put(key, parts, 2 * sum(map(len, parts)) + 400)
        filling = {hole: str(escape(getattr(reader, hole))) for hole in _HOLES}
        # Every second part is the name of a hole.
        return Markup("".join(filling[part] if at % 2 else part for at, part in enumerate(parts)))

    def _render(
        self, env: Environment, template: str, reader: Any, values: Mapping[str, Any]
    ) -> tuple[str, ...]:
        anybody = _Anybody(
            reader.locale, reader.dir, reader.reads, reader.is_signed_in, reader.is_staff, reader.site_name
        )
        return tuple(_HOLE.split(env.get_template(template).render(reader=anybody, **values)))
