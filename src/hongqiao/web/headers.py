"""The headers that protect every answer, errors and those of the server’s own included."""

from hongqiao.kernel.settings import Settings

YEAR_S = 31_536_000
_NOBODY = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "gyroscope", "hid", "idle-detection", "interest-cohort", "local-fonts", "magnetometer", "microphone",
    "midi", "payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_OWN = ("geolocation", "publickey-credentials-create", "publickey-credentials-get")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
    " connect-src 'self'; media-src 'self'; manifest-src 'self'; font-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)


def protecting_headers(settings: Settings) -> list[tuple[bytes, bytes]]:
    """Names and values as ASGI has them; with strict transport security behind TLS."""
    permissions = [*(f"{name}=()" for name in _NOBODY), *(f"{name}=(self)" for name in _OWN)]
    headers = {
        "content-security-policy": _POLICY,
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": ", ".join(permissions),
    }
    if settings.behind_tls:
        headers["strict-transport-security"] = f"max-age={YEAR_S}; includeSubDomains"
    return [(name.encode(), value.encode()) for name, value in headers.items()]
