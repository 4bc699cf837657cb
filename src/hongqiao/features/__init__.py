"""What the product does: one folder a feature, in one declared order (see ARCHITECTURE.md)."""
