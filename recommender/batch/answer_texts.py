"""Texts that stand for ids. A form tool names its columns by the questions' texts, and fills them with the options'.

A text is compared in either view and every language, its case, spaces and punctuation aside. One that could stand for
several ids means none.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from recommender.batch.input_tables import in_order
from recommender.content.words import Wording
from recommender.core.model import NOT_SURE, SCREENING, VIEW, VIEWS
from recommender.core.tally import Table

NONE = "none"
"""What says in the screening column that no flag applies. An empty cell is taken for the same."""

_SEPARATORS = re.compile(r"[\s,;]+")
_VIEW_TEXTS = ("start", "result.who", "help.for", "team.who")
_ID = re.compile(r"[a-z0-9-]+")


class AnswerTexts:
    """What the names of columns, and the texts in their cells, stand for under one rule base.

    `load_wordings` is called when a text is first met that is no id. `matched` collects, for each column, the texts
    that were read as an id; SCREENING has several ids to a text.
    """

    def __init__(self, table: Table, load_wordings: Callable[[], Sequence[Wording]] = tuple) -> None:
        self.table = table
        self.matched: dict[str, dict[str, str]] = {}
        self._load_wordings = load_wordings
        self._of_column: dict[str, Mapping[str, str]] = {}
        self._labels = {name: frozenset(labels) for name, labels in in_order(table).items()}

    def column(self, name: str) -> str | None:
        """The question that a column of this name answers, or VIEW or SCREENING, or None."""
        if name in self._labels or name == SCREENING:
            return name
        return self._columns.get(simplified(name))

    def answer(self, column: str, text: str) -> str:
        """The view, or the option of this question, that a text means; if none, the text itself."""
        text = text.strip()
        if not text or text in self._labels[column]:
            return text
        found = self._texts(column).get(simplified(text))
        return text if found is None else self._match(column, text, found)

    def flags(self, text: str) -> tuple[str, ...]:
        """The screening flags in a cell: ids or texts, separated by spaces, commas or semicolons."""
        words = tuple(dict.fromkeys(filter(None, _SEPARATORS.split(text))))
        if not {*words} <= {NONE, *self.table.flags}:
            known = self._texts(SCREENING)
            words = tuple(dict.fromkeys(flag for part in text.split(";") for flag in _flags_in(part, known)))
            if {*words} <= {NONE, *self.table.flags}:
                self._match(SCREENING, text.strip(), " ".join(words))
        return () if words == (NONE,) else words

    def _match(self, column: str, text: str, found: str) -> str:
        self.matched.setdefault(column, {})[text] = found
        return found

    @cached_property
    def wordings(self) -> Sequence[Wording]:
        """The words of every language, which are loaded when they are first asked for."""
        return self._load_wordings()

    @cached_property
    def _columns(self) -> Mapping[str, str]:
        rules = self.table.rules
        texts = [(words.pages["screening.heading"], SCREENING) for words in self.wordings]
        texts += [(words.pages["team.who"], VIEW) for words in self.wordings]
        for question in rules.questions:
            asked = [text for words in self.wordings for text in _asked(words, self.table, question.id)]
            shared = {text for text, meant in texts if meant == question.second_of}  # they ask for the first answer
            texts += [(text, question.id) for text in asked if text not in shared]
        return _lookup([*self._labels, SCREENING], texts)

    def _texts(self, column: str) -> Mapping[str, str]:
        if column not in self._of_column:
            ids = (NONE, *self.table.flags) if column == SCREENING else self._labels[column]
            texts = [pair for words in self.wordings for pair in _worded(words, column)]
            self._of_column[column] = _lookup(ids, texts)
        return self._of_column[column]


def simplified(text: str) -> str:
    """A text without what people and programs write differently: only letters and digits, in one case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _lookup(ids: Iterable[str], texts: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Ids by simplified texts. An id means itself, whatever text is like it."""
    found: dict[str, set[str]] = {}
    for text, meant in texts:
        found.setdefault(simplified(text), set()).add(meant)
    clear = {text: meant.pop() for text, meant in found.items() if len(meant) == 1 and text}
    return clear | {simplified(name): name for name in ids}


def _asked(wording: Wording, table: Table, question: str) -> Iterator[str]:
    """Every text that asks a question: later ones speak of the goal that the first one named."""
    first = table.rules.questions[0]
    yield wording.questions[question].topic
    for view in wording.questions[question].ask:
        yield wording.ask(question, view, {})
        for option in first.options:
            yield wording.ask(question, view, {first.id: option.id})


def _worded(wording: Wording, column: str) -> Iterator[tuple[str, str]]:
    """The texts in one language of what a cell of this column can hold, each with its id."""
    if column == SCREENING:
        yield wording.pages["screening.none"], NONE
        yield from ((text, gate) for gate, words in wording.gates.items() for text in words.flag.values())
    elif column == VIEW:
        yield from ((wording.pages[f"{page}.{view}"], view) for page in _VIEW_TEXTS for view in VIEWS)
    else:
        yield wording.pages["question.not-sure"], NOT_SURE
        options = wording.questions[column].options
        yield from ((text, option) for option, words in options.items() for text in words.text.values())


def _flags_in(part: str, known: Mapping[str, str]) -> Iterator[str]:
    """The flags in a part of a cell. A form tool may join texts by commas that have commas within."""
    pieces = part.split(",")
    while pieces:
        length = next((n for n in range(len(pieces), 0, -1) if simplified(",".join(pieces[:n])) in known), 0)
        if length:
            yield known[simplified(",".join(pieces[:length]))]
        else:
            words = pieces[0].split()
            yield from words if all(map(_ID.fullmatch, words)) else [pieces[0].strip()]
        pieces = pieces[length or 1 :]
