"""Reading the words: every id of the rules must have its words, and no other; each fault with its place and a hint."""

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import TypeVar

from recommender.content.words import (
    APPROACH_FIELDS,
    BANDS,
    ByView,
    CertaintyWords,
    EvidenceSource,
    GateWords,
    Group,
    OptionWords,
    OutcomeWords,
    PatternWords,
    QuestionWords,
    Steps,
    This,
    Wording,
)
from recommender.core.errors import Fault, FaultyFiles
from recommender.core.hints import did_you_mean
from recommender.core.model import (
    APPROACHES,
    CERTAINTIES,
    OUTCOMES,
    VIEW,
    VIEWS,
    Gate,
    Option,
    Pattern,
    Question,
    RuleBase,
)
from recommender.loading.yaml_source import SourceNode, empty, read

T = TypeVar("T")


def load_wording(folder: Path, rules: RuleBase) -> Wording:
    """The words in this folder for these rules. Raises FaultyFiles with all that is wrong in all of its files."""
    files = Files(folder)
    file = files.read
    questions = {q.id: q for q in rules.questions}
    gates = {gate.id: gate for gate in rules.gates}
    patterns = {pattern.id: pattern for pattern in rules.patterns}
    page_texts = by_id(file("../page-texts.yaml"), None, lambda _, value: [name.text() for name in value.items()])
    evidence = by_id(file("evidence.yaml"), None, lambda _, value: _source(value))
    if evidence:  # a file that cannot be read is one fault, and not one for each key that is cited
        _check_evidence(rules, evidence, files.faults)
    wording = Wording(
        questions=_questions(file("questions.yaml"), questions),
        gates=_gates(file("screening.yaml"), gates),
        outcomes=by_id(file("outcomes.yaml"), OUTCOMES, lambda key, value: _outcome(value, scored=key in rules.led_to)),
        approaches=by_id(file("approaches.yaml"), APPROACHES, lambda _, value: texts(value, APPROACH_FIELDS)),
        patterns=by_id(file("patterns.yaml"), patterns, lambda key, value: _pattern(value, _views(patterns[key]))),
        certainty=_certainty(file("certainty.yaml")),
        evidence=evidence,
        pages=by_id(file("pages.yaml"), page_texts or None, lambda key, value: _filled(value, page_texts.get(key))),
    )
    files.close()
    return wording


class Files:
    """The files of one folder that are read together, and the faults in all of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self._opened: list[SourceNode] = []

    def read(self, name: str) -> SourceNode:
        """The root of a file; of one that cannot be read, an empty one."""
        try:
            placed = read(self.folder / name)
        except FaultyFiles as error:
            self.faults.extend(error.faults)
            return empty(name)
        self._opened.append(placed)
        return placed

    def close(self) -> None:
        """Raise FaultyFiles if there is any fault."""
        faults = self.faults + [fault for placed in self._opened for fault in placed.file.faults]
        if faults:
            raise FaultyFiles(faults)


def by_id(value: SourceNode, ids: Collection[str] | None, make: Callable[[str, SourceNode], T]) -> dict[str, T]:
    """What `make` makes of each entry. With `ids`, every one of them must be there and no other."""
    made: dict[str, T] = {}
    for key, entry in value.pairs():
        name = key.text()
        if ids is None or name in ids:
            made[name] = make(name, entry)
        else:
            key.fault(f"'{name}' is not in the rules", did_you_mean(name, ids))
    for name in ids or ():
        if name not in made:
            value.fault(f"the words for '{name}' are missing here", f"add an entry '{name}:'")
    return made


def texts(value: SourceNode, keys: Collection[str]) -> dict[str, str]:
    """The texts under these keys, all of which must be there, and no other."""
    fields = value.fields(keys)
    return {key: fields[key].text() if key in fields else "" for key in keys}


def _filled(value: SourceNode, names: Collection[str] | None) -> str:
    """A text that other texts are filled into, at {names}: only these may stand in it. None: any."""
    text = value.text()
    if names is None:
        return text
    try:
        used = _braces(text)
    except ValueError:
        value.fault("a brace is left open or closed alone", "write {{ or }} for a brace that is only a brace")
        return text
    for name in used:
        if name not in names:
            value.fault(f"unknown name {{{name}}}", did_you_mean(name, names) if names else "take the braces out")
    return text


def by_view(fields: Mapping[str, SourceNode], key: str, views: Collection[str]) -> ByView:
    """The text of each view under a key."""
    return texts(fields[key], views) if key in fields else {}


def _braces(text: str) -> list[str]:
    """What stands between braces, with the conversion and the form that should not be there."""
    parts = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    return [f"{name}{'!' if how else ''}{how or ''}{':' if form else ''}{form or ''}" for name, form, how in parts]


def _filled_by_view(fields: Mapping[str, SourceNode], key: str, names: Collection[str]) -> ByView:
    views = fields[key].fields(VIEWS) if key in fields else {}
    return {view: _filled(text, names) for view, text in views.items()}


def lists_by_view(fields: Mapping[str, SourceNode], key: str, views: Collection[str]) -> Steps:
    """The list of texts of each view under a key; none may be empty."""
    lists = fields[key].fields(views) if key in fields else {}
    for items in lists.values():
        if items.is_empty:
            items.fault("expected at least one step, found an empty list")
    return {view: tuple(item.text() for item in items.items()) for view, items in lists.items()}


THIS = ("doing", "thing")
"""The names that may stand in what a question asks: words for what the help is for."""


def _questions(value: SourceNode, questions: Mapping[str, Question]) -> dict[str, QuestionWords]:
    """The words of all questions: one that is the second of another has its options' words too."""

    def own(question: Question) -> dict[str, tuple[str, ...]]:
        """The views of each option that has words here."""
        first = questions.get(question.second_of or "")
        shared = {option.id for option in first.options} if first else set()
        return {option.id: option.views for option in question.options if option.id not in shared}

    words = by_id(value, questions, lambda key, entry: _question(entry, questions[key].views, own(questions[key])))
    for key, question in questions.items():
        first = words.get(question.second_of or "")
        if first and key in words:
            words[key] = replace(words[key], options={**first.options, **words[key].options}, groups=first.groups)
    return words


def _question(value: SourceNode, views: Collection[str], own: Mapping[str, Collection[str]]) -> QuestionWords:
    fields = value.fields(("topic", "why", *views, "options"), ("this", "groups"))
    asked = {view: fields[view].fields(("ask",), ("help",)) for view in views if view in fields}
    options = fields.get("options")
    this = _this(fields["this"], views) if "this" in fields else {}
    return QuestionWords(
        topic=fields["topic"].text() if "topic" in fields else "",
        why=fields["why"].text() if "why" in fields else "",
        ask={view: _filled(words["ask"], THIS) for view, words in asked.items() if "ask" in words},
        help={view: words["help"].text() if "help" in words else "" for view, words in asked.items()},
        options=by_id(options, own, lambda key, entry: _option(entry, own[key], this=bool(this))) if options else {},
        groups=_groups(fields["groups"], list(own)) if "groups" in fields else (),
        this=this,
    )


def _groups(value: SourceNode, options: Sequence[str]) -> tuple[Group, ...]:
    """The headings of a question, which have each of its options once and in their order."""
    groups = []
    for item in value.items():
        fields = item.fields(("title", "options"))
        if len(fields) == 2:
            groups.append(Group(fields["title"].text(), fields["options"].choices(options, "option")))
    under = [option for group in groups for option in group.options]
    if under != list(options):
        value.fault("the headings must have each option once, in its order", f"write {', '.join(options)}")
    return tuple(groups)


def _this(value: SourceNode, views: Collection[str]) -> dict[str, This]:
    fields = value.fields(views)
    return {view: This(**texts(fields[view], THIS)) for view in views if view in fields}


def _option(value: SourceNode, views: Collection[str], *, this: bool) -> OptionWords:
    fields = value.fields((*views, "because", *(("this",) if this else ())))
    words = {key: field.text() for key, field in fields.items() if key != "this"}
    return OptionWords(
        {view: words.get(view, "") for view in views},
        words.get("because", ""),
        _this(fields["this"], views) if "this" in fields else {},
    )


def _gates(value: SourceNode, gates: Mapping[str, Gate]) -> dict[str, GateWords]:
    """The words of all gates. One that is `like` another brings only what is ticked, and says what the other says."""
    read = by_id(value, gates, lambda key, entry: _gate(entry, gates[key].views))
    words = {name: own for name, (own, _) in read.items()}
    full = [name for name, (_, like) in read.items() if like is None]
    for name, (own, like) in read.items():
        if like is not None:
            views = gates[name].views
            models = [other for other in full if set(views) <= set(gates[other].views)]
            model = like.choice(models, "gate")
            words[name] = _like(own, words[model], views) if model in models else own
    return words


def _like(own: GateWords, model: GateWords, views: Collection[str]) -> GateWords:
    """What is ticked here, and what the other gate says to those who see it."""
    say = {view: model.say[view] for view in views if view in model.say}
    steps = {view: model.steps[view] for view in views if view in model.steps}
    return GateWords(own.flag, model.title, say, steps)


def _gate(value: SourceNode, views: Collection[str]) -> tuple[GateWords, SourceNode | None]:
    """The words that stand here, and the gate that this one is like, if it is like one."""
    fields = value.fields((*views, *(("like",) if value.has("like") else ("title", "say", "steps"))))
    words = GateWords(
        flag={view: fields[view].text() for view in views if view in fields},
        title=fields["title"].text() if "title" in fields else "",
        say=by_view(fields, "say", views),
        steps=lists_by_view(fields, "steps", views),
    )
    return words, fields.get("like")


def _outcome(value: SourceNode, *, scored: bool) -> OutcomeWords:
    fields = value.fields(("name", "headline", *(("meaning", "steps") if scored else ())))
    name = fields["name"].text() if "name" in fields else ""
    return OutcomeWords(
        name,
        by_view(fields, "headline", VIEWS),
        by_view(fields, "meaning", VIEWS),
        lists_by_view(fields, "steps", VIEWS),
    )


def _views(pattern: Pattern) -> tuple[str, ...]:
    """The views in which a pattern can hold at all."""
    asked = [[views for question, views in line if question == VIEW] for line in pattern.lines]
    return tuple(view for view in VIEWS if any(all(view in views for views in line) for line in asked))


def _pattern(value: SourceNode, views: Collection[str]) -> PatternWords:
    words = texts(value, ("title", *views))
    return PatternWords(words["title"], {view: words[view] for view in views})


def _certainty(value: SourceNode) -> CertaintyWords:
    fields = value.fields(("words", "bands", "lead", "unanswered", "against", "pattern", "provisional", "no-trial"))
    levels = fields.get("words")
    words = by_id(levels, CERTAINTIES, lambda _, entry: texts(entry, ("name", "means"))) if levels else {}
    return CertaintyWords(
        name={level: texts["name"] for level, texts in words.items()},
        means={level: texts["means"] for level, texts in words.items()},
        bands=texts(fields["bands"], BANDS) if "bands" in fields else {},
        lead=texts(fields["lead"], BANDS[1:]) if "lead" in fields else {},
        unanswered=_filled_by_view(fields, "unanswered", ("count", "total")),
        against=by_view(fields, "against", VIEWS),
        pattern=_filled_by_view(fields, "pattern", ("title", "name")),
        provisional=by_view(fields, "provisional", VIEWS),
        no_trial=fields["no-trial"].text() if "no-trial" in fields else "",
    )


def _source(value: SourceNode) -> EvidenceSource:
    fields = value.fields(("cite", "url", "seen", "says", "checked"))
    if "url" in fields and not fields["url"].text().startswith(("https://", "http://")):
        fields["url"].fault("a source's address starts with https:// or http://")
    return EvidenceSource(
        cite=fields["cite"].text() if "cite" in fields else "",
        url=fields["url"].text() if "url" in fields else "",
        seen=fields["seen"].choice(("own", "secondhand"), "word") if "seen" in fields else "",
        says=fields["says"].text() if "says" in fields else "",
        checked=fields["checked"].date() if "checked" in fields else datetime.date.min,
        location=value.location,
    )


def _check_evidence(rules: RuleBase, register: Collection[str], faults: list[Fault]) -> None:
    """Every key that the rules cite must stand in the register; the fault is placed in the rules."""
    options = [option for question in rules.questions for option in question.options]
    items: list[Gate | Option | Pattern] = [*rules.gates, *options, *rules.patterns]
    for item in items:
        for key in item.evidence.keys if item.evidence else ():
            if key not in register:
                message = f"'{item.id}' cites '{key}', which is not in the evidence register"
                faults.append(Fault(item.location, message, did_you_mean(key, register)))
