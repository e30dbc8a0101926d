"""The languages of the pages: how one is chosen and kept, and that it changes the words and nothing else."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import NOT_SURE, AnswerSheet
from tests.examples import examples
from tests.web.answers import sheets
from tests.web.conftest import TODAY
from tests.web.loaded import EDITIONS, SERVICES, client_of
from tests.web.routes.test_plain import form
from web.documents.pages import start_document
from web.documents.result import result_document
from web.guide.edition import Edition
from web.guide.languages import FIRST, LANGUAGES, choose, for_link, name
from web.links.created import create_link, result_link
from web.services.clock import today

ENGLISH, FRENCH = EDITIONS["en"], EDITIONS["fr"]
CLIENT = client_of()
IN_FRENCH = {"Accept-Language": "fr-CA, en;q=0.8"}


@pytest.mark.parametrize(
    ("asked", "wished", "chosen"),
    [
        ("", "", "en"),
        ("fr", "", "fr"),
        ("FR", "en", "fr"),
        ("", "fr", "fr"),
        ("", "fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("", "en;q=0.5, fr;q=0.9", "fr"),
        ("", "de, fr;q=0.4, en;q=0.3", "fr"),
        ("", "fr;q=0, en", "en"),
        ("", "de", "en"),
        ("en", "fr", "en"),
        ("de", "fr", "fr"),
        ("", "*", "en"),
        ("fr_FR", "", "en"),
    ],
)
def test_the_address_comes_before_the_browsers_wish_and_that_before_the_first_language(
    asked: str, wished: str, chosen: str
) -> None:
    assert choose(asked, wished) == chosen


@given(st.text(), st.text())
def test_any_wish_leads_to_a_language_that_we_have(asked: str, wished: str) -> None:
    assert choose(asked, wished) in LANGUAGES


@pytest.mark.parametrize(
    ("wished", "chosen"),
    [
        ("pt-BR", "pt-BR"),
        ("pt-br", "pt-BR"),
        ("pt", "pt-BR"),
        ("pt-PT, en;q=0.5", "pt-BR"),
        ("fr-CA", "fr"),
        ("ptx", "en"),
    ],
)
def test_a_language_may_have_a_region(wished: str, chosen: str) -> None:
    assert choose("", wished, ("en", "fr", "pt-BR")) == chosen
    assert choose(wished, "", ("en", "fr", "pt-BR")) == chosen


def test_a_language_calls_itself_by_its_own_name() -> None:
    assert [name(language) for language in (*LANGUAGES, "pt-BR")] == ["English", "Français", "Português (Brasil)"]


def test_only_a_link_in_another_language_than_the_first_says_so() -> None:
    assert (for_link("en"), for_link("fr")) == ("", "?lang=fr")


PAGES = [
    *("/", "/help", "/options", "/agreement", "/plain", "/plain?view=leader", "/compare", "/open", "/nonsense"),
    *("/s/x?lang=fr", "/i/x?lang=fr", "/manage/x"),
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_which_language_it_is_in_and_offers_the_other(path: str) -> None:
    response = CLIENT.get(path, headers=IN_FRENCH)
    assert '<html lang="fr-FR">' in response.text
    assert response.headers["content-language"] == "fr"
    assert "Accept-Language" in response.headers["vary"]
    assert re.search(r'<(a|button) [^>]*"[^"]*\?lang=en"[^>]* lang="en"[^>]*>English</\1>', response.text)
    reply = "&" if "?" in path else "?"
    assert '<html lang="en-GB">' in CLIENT.get(f"{path}{reply}lang=en", headers=IN_FRENCH).text


def test_the_page_that_streamlit_runs_in_says_its_language() -> None:
    assert '<html lang="fr-FR">' in CLIENT.get("/?view=self&lang=fr").text
    assert '<html lang="en-GB">' in CLIENT.get("/?view=self").text


def shared(language: str) -> str:
    edition = EDITIONS[language]
    return create_link(
        edition,
        SERVICES,
        "",
        result_link(edition, AnswerSheet("self", {"goal": "habit"}), "answers", None, today=today()),
    ).address


def test_a_shared_result_opens_in_the_language_of_its_maker_whatever_the_reader_wishes() -> None:
    assert '<html lang="en-GB">' in CLIENT.get(shared("en"), headers=IN_FRENCH).text
    french = CLIENT.get(shared("fr"), headers={"Accept-Language": "en"})
    assert '<html lang="fr-FR">' in french.text
    assert '<a href="?lang=en"' in french.text


def links_of(page: str) -> Iterator[str]:
    """The addresses of our own pages that a page leads to."""
    for address in re.findall(r'(?:href|action|formaction)="([^"]*)"', page):
        if not re.match(r"https?:|tel:|data:|#|mailto:", address) and not address.endswith((".css", ".svg", ".woff2")):
            yield unescape(address)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_between_our_pages_keeps_the_language(path: str) -> None:
    pages = [CLIENT.get(path, headers=IN_FRENCH).text, CLIENT.get(shared("fr")).text]
    answers = {question.id: NOT_SURE for question in FRENCH.rules.questions}
    pages += [CLIENT.post("/plain?lang=fr", data=form(AnswerSheet("self", answers))).text]
    found = [address for page in pages for address in links_of(page)]
    assert found
    assert [address for address in found if not re.search(r"[?&]lang=(fr|en)(#|$|&)", address)] == []


def english_in(page: str) -> list[str]:
    """The commonest English words that a page shows, its style and its links, which name sources, left out."""
    page = re.sub(r"<style>.*?</style>|<a [^>]*>[^<]*</a>", "", page, flags=re.DOTALL)
    shown = unescape(re.sub(r"<[^>]+>", " ", page))
    return re.findall(r"\b(?:the|and|you|your|with|they|this|that|what|which)\b", shown)


@examples(30)
@given(sheets(ENGLISH.rules, ticked=True))
def test_a_sheet_ends_alike_in_every_language(sheet: AnswerSheet) -> None:
    """The same figures are in the same order, and the same parts follow each other."""

    def bones(edition: Edition) -> list[str]:
        document = result_document(edition, sheet, created=TODAY).__html__()
        return re.findall(r'<td class="n">\d+</td>|<(?:h\d|details|table|section|li)\b|href="#\w+"', document)

    assert bones(FRENCH) == bones(ENGLISH)


@examples(50)
@given(sheets(ENGLISH.rules, ticked=True))
def test_no_english_is_left_in_a_french_result(sheet: AnswerSheet) -> None:
    assert english_in(result_document(FRENCH, sheet, created=TODAY).__html__()) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_english_is_left_on_a_french_page(path: str) -> None:
    reply = "&" if "?" in path else "?"
    assert english_in(CLIENT.get(f"{path}{reply}lang=fr").text) == []


def test_numbers_and_days_are_written_as_the_language_writes_them() -> None:
    assert (ENGLISH.number(2400), FRENCH.number(2400)) == ("2,400", "2\u202f400")
    assert (ENGLISH.day(TODAY), FRENCH.day(TODAY)) == ("21 November 2026", "21 novembre 2026")
    assert FRENCH.say("question.progress", number=1000, total=2000) == "Question 1\u202f000 sur 2\u202f000"


def test_the_first_language_is_the_one_without_a_folder_before_it() -> None:
    assert LANGUAGES[0] == FIRST
    assert set(EDITIONS) == set(LANGUAGES)


def test_a_translation_says_that_it_awaits_a_native_reader() -> None:
    assert "en attente d’une relecture par une personne de langue maternelle" in start_document(FRENCH)
