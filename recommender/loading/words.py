"""Reading the words: every id of the rules has its words, and no other; each fault with its location and a hint."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from recommender.content.guidance import views_of
from recommender.content.situations import verdicts
from recommender.content.words import (
    APPROACH_FIELDS,
    BANDS,
    CertaintyWords,
    GateWords,
    Group,
    OptionWords,
    OutcomeWords,
    PatternWords,
    QuestionWords,
    This,
    Wording,
)
from recommender.core.model import CERTAINTIES, VIEWS, Gate, Question, RuleBase
from recommender.loading.evidence import check_cited, read_register
from recommender.loading.source_node import SaidOfKeys, SourceNode
from recommender.loading.word_files import (
    WordFiles,
    by_id,
    lists_by_view,
    placed_by_view,
    template,
    templates_by_view,
    texts,
)


def load_wording(folder: Path, rules: RuleBase) -> Wording:
    """The words in this folder for these rules. Raises FaultyFiles with all that is wrong in all of its files."""
    files = WordFiles(folder)
    file = files.read
    questions = {q.id: q for q in rules.questions}
    gates = {gate.id: gate for gate in rules.gates}
    patterns = {pattern.id: pattern for pattern in rules.patterns}
    page_texts = by_id(file("../page-texts.yaml"), None, lambda _, value: [name.text() for name in value.items()])
    evidence = read_register(files)
    if evidence:  # a file that cannot be read is one fault, and not one for each key that is cited
        check_cited(rules, evidence, files.faults)
    wording = Wording(
        questions=_questions(file("questions.yaml"), questions),
        gates=_gates(file("screening.yaml"), gates),
        outcomes=by_id(file("outcomes.yaml"), rules.outcomes, lambda key, value: _outcome(value, key, rules)),
        approaches=by_id(file("approaches.yaml"), rules.approaches, lambda _, value: texts(value, APPROACH_FIELDS)),
        patterns=by_id(
            file("patterns.yaml"), patterns, lambda key, value: _pattern(value, views_of(patterns[key].lines))
        ),
        certainty=_certainty(file("certainty.yaml")),
        evidence=evidence,
        pages=_pages(files, page_texts),
    )
    files.close()
    return wording


THIS = ("doing", "thing")
"""The names that a question may have in braces: words for what the help is for."""


_PAGE_TEXTS = SaidOfKeys(unknown="'{}' is not a text of the pages")


def _pages(files: WordFiles, names: Mapping[str, Collection[str]]) -> dict[str, str]:
    """The texts of the pages, each with its names in braces: the guide's own stand in place of the general ones."""
    found: dict[str, str] = {}
    unread = len(files.faults)
    general, own = files.read("pages.yaml"), files.read("guide.yaml")
    for value in (general, own):
        texts = value.fields((), names, said=_PAGE_TEXTS) if names else {}
        found |= {name: template(text, names[name]) for name, text in texts.items()}
    if len(files.faults) > unread:  # a file that cannot be read is one fault, and not one for each of its texts
        return found
    together = Path(general.file.path).parent == Path(own.file.path).parent
    missing, where = (general, ", here or in guide.yaml") if together else (own, "")
    for name in names:
        if name not in found:
            missing.fault(f"the words for '{name}' are missing here", f"add an entry '{name}:'{where}")
    return found


def _questions(value: SourceNode, questions: Mapping[str, Question]) -> dict[str, QuestionWords]:
    """The words of all questions. A second answer has the words of the first one's options as well."""

    def own(question: Question) -> dict[str, tuple[str, ...]]:
        """The views of each option that has words of its own."""
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
    asked = {view: fields[view].fields(("ask",), ("help",)) for view in views}
    this = _this(fields["this"], views) if "this" in fields else {}
    return QuestionWords(
        topic=fields["topic"].text(),
        why=fields["why"].text(),
        ask={view: template(words["ask"], THIS) for view, words in asked.items()},
        help={view: words["help"].text() if "help" in words else "" for view, words in asked.items()},
        options=by_id(fields["options"], own, lambda key, entry: _option(entry, own[key], this=bool(this))),
        groups=_groups(fields["groups"], list(own)) if "groups" in fields else (),
        this=this,
    )


def _groups(value: SourceNode, options: Sequence[str]) -> tuple[Group, ...]:
    """The headings of a question, which have each of its options once and in their order."""
    found = [item.fields(("title", "options")) for item in value.items()]
    groups = tuple(Group(group["title"].text(), group["options"].choices(options, "option")) for group in found)
    if [option for group in groups for option in group.options] != list(options):
        value.fault("the headings must have each option once, in its order", f"write {', '.join(options)}")
    return groups


def _this(value: SourceNode, views: Collection[str]) -> dict[str, This]:
    return {view: This(**texts(words, THIS)) for view, words in value.fields(views).items()}


def _option(value: SourceNode, views: Collection[str], *, this: bool) -> OptionWords:
    fields = value.fields((*views, "because", *(("this",) if this else ())))
    return OptionWords(
        {view: fields[view].text() for view in views},
        fields["because"].text(),
        _this(fields["this"], views) if this else {},
    )


def _gates(value: SourceNode, gates: Mapping[str, Gate]) -> dict[str, GateWords]:
    """The words of all gates. One that is `like` another has a flag of its own and the other's words."""
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
    """The flag of one gate with the words of another in these views."""
    say = {view: model.say[view] for view in views}
    steps = {view: model.steps[view] for view in views}
    return GateWords(own.flag, model.title, say, steps)


def _gate(value: SourceNode, views: Collection[str]) -> tuple[GateWords, SourceNode | None]:
    """The words of a gate, and the id of the gate that it is like, if any."""
    like = value.has("like")
    fields = value.fields((*views, *(("like",) if like else ("title", "say", "steps"))))
    flag = {view: fields[view].text() for view in views}
    if like:
        return GateWords(flag, "", {}, {}), fields["like"]
    say, steps = texts(fields["say"], views), lists_by_view(fields["steps"], views)
    return GateWords(flag, fields["title"].text(), say, steps), None


def _outcome(value: SourceNode, outcome: str, rules: RuleBase) -> OutcomeWords:
    scored, advised = outcome in rules.led_to, outcome in verdicts(rules)
    more = [*(("meaning", "steps", "gist") if scored else ()), *(("advised",) if advised else ())]
    fields = value.fields(("name", "headline", *more), ("drawing", "opening"))
    return OutcomeWords(
        fields["name"].text(),
        texts(fields["headline"], VIEWS),
        texts(fields["meaning"], VIEWS) if scored else {},
        placed_by_view(fields["steps"], VIEWS) if scored else {},
        texts(fields["gist"], VIEWS) if scored else {},
        fields["drawing"].text() if "drawing" in fields else "",
        fields["advised"].text() if advised else "",
        fields["opening"].text() if "opening" in fields else "",
    )


def _pattern(value: SourceNode, views: Collection[str]) -> PatternWords:
    words = texts(value, ("title", *views))
    return PatternWords(words["title"], {view: words[view] for view in views})


def _certainty(value: SourceNode) -> CertaintyWords:
    fields = value.fields(("words", "bands", "lead", "unanswered", "against", "pattern", "provisional"))
    words = by_id(fields["words"], CERTAINTIES, lambda _, entry: texts(entry, ("name", "means")))
    return CertaintyWords(
        name={level: texts["name"] for level, texts in words.items()},
        means={level: texts["means"] for level, texts in words.items()},
        bands=texts(fields["bands"], BANDS),
        lead=texts(fields["lead"], BANDS[1:]),
        unanswered=templates_by_view(fields["unanswered"], ("count", "total")),
        against=texts(fields["against"], VIEWS),
        pattern=templates_by_view(fields["pattern"], ("title", "name")),
        provisional=texts(fields["provisional"], VIEWS),
    )
