"""The number of words on a question's page, from which the time that the guide takes is estimated."""

from collections.abc import Iterable

from recommender.content.words import Wording


def page_words(wording: Wording, question: str, view: str) -> int:
    """The number of words on a question's page, without those in parts that are closed at first."""
    words = wording.questions[question]
    options = [option.text[view] for option in words.options.values() if view in option.text]
    headings = [group.title for group in words.groups]
    asked = wording.ask(question, view, {})
    return count_words([asked, words.help[view], *headings, *options, wording.pages["question.not-sure"]])


def count_words(texts: Iterable[str]) -> int:
    """The number of words in these texts: what is between spaces and has a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())
