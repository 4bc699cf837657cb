"""Values, errors and ports that every storey above may use; no input or output happens here."""
