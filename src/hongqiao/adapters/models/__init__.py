"""Models that run on this machine: translation engines, and how their files arrive."""
