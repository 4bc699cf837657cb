"""What the product runs on: one folder a port, one file for each way to meet it."""
