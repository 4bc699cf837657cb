"""What staff have at hand beside the cases themselves, under one name."""

from hongqiao.features.trust import bulk, copies, due, home, kept_words, misuse, removed, trail

__all__ = ["bulk", "copies", "due", "home", "kept_words", "misuse", "removed", "trail"]
