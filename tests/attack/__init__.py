"""Attacks on a running server: each has the answer that the guide gives, and what it keeps to itself."""
