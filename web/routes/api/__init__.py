"""The JSON interface: what other software asks, and what it gets."""
