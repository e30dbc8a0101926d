"""How many words stand on a question's page: what the time that the guide takes is measured from."""

from collections.abc import Iterable

from recommender.content.words import Wording


def page_words(wording: Wording, question: str, view: str) -> int:
    """How many words stand on a question's page, but for what is only read by those who open it."""
    words = wording.questions[question]
    options = [option.text[view] for option in words.options.values() if view in option.text]
    headings = [group.title for group in words.groups]
    asked = wording.ask(question, view, {})
    return count_words([asked, words.help[view], *headings, *options, wording.pages["question.not-sure"]])


def count_words(texts: Iterable[str]) -> int:
    """How many words these texts have: what stands between spaces and has a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())
