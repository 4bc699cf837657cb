"""What the forms of accounts share."""

from hongqiao.features.site import Limit

SIGN_IN_BY_HANDLE = Limit("sign in, handle", 10, 900)
