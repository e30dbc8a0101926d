"""Sealed links: their codec, what they disclose, how they are created and resolved."""
