"""The site as a whole: limits on how often an action may be tried. Owns table attempt."""

from hongqiao.features.site.limits import Limit, forget_tries, spend, spend_all

__all__ = ["Limit", "forget_tries", "spend", "spend_all"]
