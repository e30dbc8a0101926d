"""A small rule base about something else than this guide: whether to rent a home or to buy one."""

from tests.rule_bases import SOURCE, Written

HOUSE: Written = {
    "version": "1.0.0",
    "date": "2026-01-31",
    "views": ["self", "leader"],
    "approaches": ["rent", "buy"],
    "outcomes": [
        {"id": "save-first"},
        {"id": "rent-then-buy", "in-turn": ["rent", "buy"]},
        {"id": "adviser-first"},
        {"id": "buy-then-rent", "in-turn": ["buy", "rent"]},
    ],
    "themes": ["money", "time"],
    "gates": [{"id": "debt", "outcome": "adviser-first", "level": "stop", "group": "first", **SOURCE}],
    "questions": [
        {
            "id": "stay",
            "theme": "time",
            "weight": 1,
            "options": [{"id": "short", "rent": 2, "buy": 0, **SOURCE}, {"id": "long", "rent": 0, "buy": 3, **SOURCE}],
        },
        {
            "id": "job",
            "weight": 2,
            "options": [{"id": "new", "buy": 0, "rent": 1, **SOURCE}, {"id": "safe", "rent": 0, "buy": 0}],
        },
    ],
    "patterns": [
        {"id": "soon", "when": [{"stay": ["long"], "job": ["new"]}], **SOURCE}
        | {"then": {"outcome": "rent-then-buy", "certainty": "leaning"}}
    ],
    "bands": {"clear": 3, "leaning": 2, "strong": 2, "unanswered": []},
}
