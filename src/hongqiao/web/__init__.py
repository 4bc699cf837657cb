"""Pages and API, one folder a feature; templates, style and scripts. Pages stand above all features."""
