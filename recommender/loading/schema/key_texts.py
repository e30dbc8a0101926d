"""What a key means, in a line that an editor shows beside it."""

from recommender.loading.schema.key_descriptions import ANYWHERE, CASES, RULES
from recommender.loading.schema.word_descriptions import CONTENT, WORDS

ANY = "*"
"""In a place: any key that has no text of its own there, such as an id of the rules."""

KEY_TEXTS = ANYWHERE | RULES | CASES | CONTENT | WORDS
"""Texts by place: the name of a schema and the keys down to the place, with dots between. Lists add nothing.

A place that begins with a dot is a key wherever it stands, unless it has a text of its own there.
"""


def place_of(key: str, above: str) -> str:
    """The place of a key below another place."""
    places = (f"{above}.{key}", f".{key}")
    return next((place for place in places if place in KEY_TEXTS), f"{above}.{ANY}")
