"""A share of answer sheets as it is shown, in per cent with two decimals."""

LEAST_SHOWN, MOST_SHOWN = 0.01, 99.99


def share_shown(part: int, whole: int) -> float:
    """A share in per cent: never rounded to nothing where there is something, nor to all where some is missing."""
    if not 0 < part < whole:
        return 100.0 if part else 0.0
    return min(max(100 * part / whole, LEAST_SHOWN), MOST_SHOWN)
