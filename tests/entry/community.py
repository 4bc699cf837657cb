"""The one community that journeys and hostile requests share: started when first wanted, stopped at the end."""

import os
from pathlib import Path

import pytest

from tests.entry.installation import Installation

_SHARED = pytest.StashKey[Installation]()
MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"


def models_folder() -> Path:
    """Where bin/test keeps the model: outside the checkout."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("HONGQIAO_MODELS") or cache / "hongqiao" / "models")


def has_model() -> bool:
    """Whether the translation model lies there, and nobody wants to do without it."""
    return (models_folder() / MODEL).exists() and not os.environ.get("HONGQIAO_NO_MODEL")


def shared_community(config: pytest.Config) -> Installation:
    """The running community. It trusts one proxy, so that each visitor of a test has an address of their own."""
    if _SHARED not in config.stash:
        options = ["--no-demo"] if has_model() else ["--no-demo", "--no-model"]
        community = Installation(
            *options, HONGQIAO_TRUSTED_PROXIES="1", HONGQIAO_MODELS=str(models_folder()),
            HONGQIAO_NO_MODEL="" if has_model() else "1",
        )
        config.stash[_SHARED] = community
        config.add_cleanup(community.remove)
        community.start()
    return config.stash[_SHARED]
