"""Watching a server: what it logs, its figures, and whether it is ready. Nothing in it is about a person."""
