"""Scenes, one module a subject; each enters its drawing functions with the `scene` decorator."""
