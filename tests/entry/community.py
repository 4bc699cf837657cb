"""The community that journeys and hostile requests share: started when wanted, stopped at the end."""

import os
from pathlib import Path

import pytest

from tests.entry.installation import Installation

_SHARED = pytest.StashKey[Installation]()
FOR_TESTS = {"HONGQIAO_TRUSTED_PROXIES": "1", "HONGQIAO_SIGN_UPS_PER_HOUR": "100000"}
"""One proxy is trusted, so each visitor of a test has an address of their own, and all may join."""
RATES = """
day = 2026-11-20
source = "a bank of the tests"

[per_unit]
EUR = 1.0
CNY = 8.0
USD = 1.1
"""
MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"


def models_folder() -> Path:
    """Where bin/test keeps the model: outside the checkout."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("HONGQIAO_MODELS") or cache / "hongqiao" / "models")


def has_model() -> bool:
    """Whether the translation model lies there, and nobody wants to do without it."""
    return (models_folder() / MODEL).exists() and not os.environ.get("HONGQIAO_NO_MODEL")


def shared_community(config: pytest.Config) -> Installation:
    """The running community, without the model: the engine would take the processor from what is measured."""
    if _SHARED not in config.stash:
        community = Installation("--no-demo", "--no-model", **FOR_TESTS)
        config.stash[_SHARED] = community
        config.add_cleanup(community.remove)
        community.home.mkdir(parents=True, exist_ok=True)
        (community.home / "rates.toml").write_text(RATES, encoding="utf-8")
        community.start()
    return config.stash[_SHARED]
