"""One edition of the rules and words, loaded, with its language, palette and screening."""
