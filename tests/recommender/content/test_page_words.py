"""How many words stand on a question's page."""

from recommender import Wording
from recommender.content.page_words import count_words, page_words


def test_signs_that_stand_alone_are_no_words() -> None:
    assert count_words(["Someone’s first : day", "", "Est-ce que tu peux ?", "2 or 3"]) == 3 + 4 + 3


def test_headings_and_both_views_words_count_where_they_are_read(wording: Wording) -> None:
    words = wording.questions["block"]
    options = [option.text["self"] for option in words.options.values()]
    texts = [words.ask["self"].format(doing="what you have in mind"), words.help["self"], *options]
    headings = [group.title for group in words.groups]
    not_sure = wording.pages["question.not-sure"]
    assert page_words(wording, "block", "self") == count_words([*texts, *headings, not_sure])
