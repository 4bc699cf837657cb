"""Objects: where the bytes of pictures are kept."""
