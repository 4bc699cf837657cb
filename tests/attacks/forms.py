"""The forms of a page as a browser would send them: what the attack suite fills in is read off the site."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote

TEXTUAL = {"text", "search", "email", "url", "tel", "password", "textarea", "date", "number"}
_SENT = TEXTUAL | {"hidden", "checkbox", "radio", "select", "file"}


@dataclass
class Field:
    """One field: how it is typed, what it holds, and what can be chosen."""

    name: str
    kind: str
    value: str = ""
    longest: int = 0
    choices: list[str] = field(default_factory=list)
    is_on: bool = False


@dataclass
class Form:
    """One form: where it goes, what it carries; buttons with addresses of their own are forms too."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)

    def texts(self) -> list[Field]:
        """The fields that somebody types into."""
        return [one for one in self.fields if one.kind in TEXTUAL]

    def sent(self) -> list[tuple[str, str]]:
        """What would be sent if nobody changed anything."""
        return [
            (one.name, one.value)
            for one in self.fields
            if one.kind not in ("checkbox", "radio", "file") or one.is_on
        ]


def forms_of(page: str, path: str = "/") -> list[Form]:
    """Every form of this page."""
    reader = _Reader(path)
    reader.feed(page)
    for form in reader.forms:
        form.action = quote(form.action, safe="/?#[]@!$&'()*+,;=:%")
    return [form for form in reader.forms if form.action.startswith("/")]


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._path, self._by_id, self._open = path, dict[str, Form](), list[Form]()
        self._select: Field | None = None
        self._area: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            form = Form(given.get("action") or self._path, given.get("method", "get").lower())
            self.forms.append(form)
            self._open.append(form)
            self._by_id[given.get("id", "")] = form
            return
        form = self._by_id.get(given["form"]) if "form" in given else (self._open[-1] if self._open else None)
        if form is None:
            return
        if tag in ("button", "input") and "formaction" in given:
            self.forms.append(Form(given["formaction"], given.get("formmethod", form.method), form.fields))
        if tag == "option" and self._select is not None:
            self._option(given)
        elif tag in ("input", "textarea", "select") and given.get("name"):
            self._field(form, tag, given)

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        if kind not in _SENT:
            return
        longest = int(given.get("maxlength") or 0)
        found = Field(given["name"], kind, given.get("value", ""), longest, is_on="checked" in given)
        form.fields.append(found)
        self._select = found if tag == "select" else self._select
        self._area = found if tag == "textarea" else None

    def _option(self, given: dict[str, str]) -> None:
        assert self._select is not None
        self._select.choices.append(given.get("value", ""))
        if "selected" in given or len(self._select.choices) == 1:
            self._select.value = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._open:
            self._open.pop()
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None
