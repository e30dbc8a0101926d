"""The result document and every other plain page."""
