"""The face to Python: a guide that is loaded in one line, and the typed results that it gives."""
