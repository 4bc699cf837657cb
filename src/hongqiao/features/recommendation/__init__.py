"""Recommendation: how notes find their readers, in numbers that can be read and checked.

Owns no table here: these modules are rules over arrays, without a database or a clock.
"""

__all__: list[str] = []
