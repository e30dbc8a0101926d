"""The id of an edition, as links and saved results carry it: the rules' version, and two short digests."""

import hashlib
import json
from collections.abc import Mapping

from recommender import RuleBase
from recommender.loading.releases import ReleasedWords, words_as_data

DIGEST_BYTES = 4
HEADER_BYTES = 3 + DIGEST_BYTES
EDITION_ID_BYTES = HEADER_BYTES + DIGEST_BYTES


def pack_rules(rules: RuleBase) -> bytes:
    """The version of the rules, and the start of their digest, so that an edit without a new version is noticed."""
    return bytes(map(int, rules.version.split("."))) + bytes.fromhex(rules.digest)[:DIGEST_BYTES]


def version_in(header: bytes) -> str:
    """The version that a header names."""
    return ".".join(map(str, header[:3]))


def edition_id(rules: RuleBase, words: Mapping[str, ReleasedWords]) -> bytes:
    """The id of the edition with these rules and, by language, these words for answers, patterns and outcomes."""
    data = {language: words_as_data(words[language]) for language in sorted(words)}
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).digest()
    return pack_rules(rules) + digest[:DIGEST_BYTES]
