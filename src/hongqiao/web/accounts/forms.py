"""What the forms of accounts share."""

from hongqiao.features.site import Limit
from hongqiao.kernel.language import NAMES
from hongqiao.web.request import Fields

SIGN_IN_BY_HANDLE = Limit("sign in, handle", 10, 900)


def languages_in(form: Fields) -> tuple[str, ...]:
    """Languages that the form says are read, each once, the one to translate into first."""
    return tuple(dict.fromkeys(tag for tag in form.texts("reads") if tag in NAMES))[:8]
