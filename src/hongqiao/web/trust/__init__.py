"""Pages of trust: the transparency log, its report, statements of reasons, legal clocks."""
