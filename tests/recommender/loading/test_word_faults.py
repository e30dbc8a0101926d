"""Words with a fault: each fault is reported in its file, with a hint."""

from pathlib import Path

import pytest

from recommender import RuleBase
from tests.recommender.loading.broken_words import break_words, faults_of_words

BROKEN_WORDS = {
    "an unknown id": (
        ("patterns.yaml", "\nnew-teacher:\n", "\nnew-teachers:\n"),
        {"'new-teachers' is not in the rules": "did you mean 'new-teacher'?", "the words for 'new-teacher'": "add"},
    ),
    "an id that is missing": (
        ("approaches.yaml", "\nmentoring:\n  name: Mentoring", "\nmentor:\n  name: Mentoring"),
        {"'mentor' is not in the rules": "did you mean 'mentoring'?", "the words for 'mentoring' are missing": "add"},
    ),
    "an option that is unknown": (
        ("questions.yaml", "\n    habit:\n", "\n    habits:\n"),
        {"'habits' is not in the rules": "did you mean 'habit'?", "the words for 'habit' are missing": "add an entry"},
    ),
    "the text of a view that is missing": (
        ("screening.yaml", "\n  self: Someone is in danger", "\n  title: Danger\n  say2: Someone is in danger"),
        {"'self' is missing here": "add a line 'self: ...'", "unknown key 'say2'": "did you", "'title' is written": ""},
    ),
    "a text for a view that never sees it": (
        ("screening.yaml", "\n  leader: They have said no", "\n  self: No\n  leader: They have said no"),
        {"unknown key 'self'": "allowed: leader, title, say, steps"},
    ),
    "a key written twice": (
        ("guide.yaml", "\nresult.no-trial: >-\n", "\nresult.no-trial: None\nresult.no-trial: >-\n"),
        {"'result.no-trial' is written twice": "keep one"},
    ),
    "an answer without its words for what the help is for": (
        (
            "questions.yaml",
            "\n      this:\n        self: {doing: getting better at this",
            "\n      thus:\n        self: {doing: x",
        ),
        {"unknown key 'thus'": "did you mean 'this'?", "'this' is missing here": "add a line 'this: ...'"},
    ),
    "words for what the help is for with an unknown name": (
        ("questions.yaml", "self: {doing: reaching this result,", "self: {doign: reaching this result,"),
        {"unknown key 'doign'": "did you mean 'doing'?", "'doing' is missing here": "add a line 'doing: ...'"},
    ),
    "words for what the help is for beside a later question's answer": (
        ("questions.yaml", "\n    facts:\n", "\n    facts:\n      this: {self: {doing: x, thing: y}}\n"),
        {"unknown key 'this'": "allowed: self, leader, because"},
    ),
    "a name that a question does not know": (
        ("questions.yaml", "ask: What is most in the way of {doing}?", "ask: What is most in the way of {doign}?"),
        {"unknown name {doign}": "did you mean 'doing'?"},
    ),
    "headings that miss an option": (
        ("questions.yaml", "options: [facts, practice, insight, place]", "options: [facts, practice, insight]"),
        {"the headings must have each option once, in its order": "write facts, practice, insight, place, confidence"},
    ),
    "headings in another order": (
        ("questions.yaml", "options: [confidence, drive, habit]", "options: [drive, confidence, habit]"),
        {"the headings must have each option once, in its order": "write facts"},
    ),
    "a heading without options": (
        ("questions.yaml", "      options: [confidence, drive, habit]\n", ""),
        {"'options' is missing here": "add a line", "the headings must have each option once": "write facts"},
    ),
    "a second answer with the words of the first": (
        (
            "questions.yaml",
            "\n    nothing-else:\n",
            "\n    facts: {self: x, leader: x, because: x}\n    nothing-else:\n",
        ),
        {"'facts' is not in the rules": "allowed: nothing-else"},
    ),
    "a gate that is like an unknown one": (
        ("screening.yaml", "like: health", "like: helth"),
        {"unknown gate 'helth'": "did you mean 'health'?"},
    ),
    "a gate that is like one of another view": (
        ("screening.yaml", "like: health", "like: refused"),
        {"unknown gate 'refused'": "allowed: danger, child, health, process"},
    ),
    "a gate that is like one that is like another": (
        ("screening.yaml", "like: health", "like: treatment"),
        {"unknown gate 'treatment'": "allowed: danger, child, health, process"},
    ),
    "a gate that is like another and says more": (
        ("screening.yaml", "  like: health\n", "  like: health\n  title: Rest\n"),
        {"unknown key 'title'": "allowed: self, like"},
    ),
    "a gate with no words at all": (
        ("screening.yaml", "\nmood:\n", "\nmood: health\nset-aside:\n"),
        {"'set-aside' is not in the rules": "", "expected keys with values, found text (health)": ""},
    ),
    "an empty text": (
        ("outcomes.yaml", "name: both together", 'name: ""'),
        {"expected text, found nothing": ""},
    ),
    "a step that is not text": (
        (
            "outcomes.yaml",
            "- Set a date within a month to review it, and answer again if you would like help to use it.",
            "- no",
        ),
        {"expected text, found true or false (no)": "put it in quotes"},
    ),
    "a level of certainty that is unknown": (
        ("certainty.yaml", "\n  leaning:\n", "\n  leanin:\n"),
        {"'leanin' is not in the rules": "did you mean 'leaning'?", "the words for 'leaning' are missing": "add"},
    ),
    "a source without an address": (
        ("../evidence.yaml", "url: https://www.curee.co.uk", "url: www.curee.co.uk"),
        {"a source's address starts with https:// or http://": ""},
    ),
    "a source that was seen in an unknown way": (
        ("../evidence.yaml", "seen: own", "seen: once"),
        {"unknown word 'once'": "allowed: own, secondhand"},
    ),
    "a day that is none": (
        ("../evidence.yaml", "checked: 2026-11-21", "checked: last week"),
        {"expected a day such as 2026-11-30, found text (last week)": ""},
    ),
    "a review that comes before the check": (
        ("../evidence.yaml", "review-by: 2029-11-21", "review-by: 2026-11-21"),
        {"the review on 2026-11-21 is not within 5 years after the check on 2026-11-21": "write the day by which"},
    ),
    "a review so late that it is a slip of the pen": (
        ("../evidence.yaml", "review-by: 2029-11-21", "review-by: 2092-11-21"),
        {"the review on 2092-11-21 is not within 5 years after the check on 2026-11-21": "write the day by which"},
    ),
    "a review on no day": (
        ("../evidence.yaml", "review-by: 2029-11-21", "review-by: soon"),
        {"expected a day such as 2026-11-30, found text (soon)": ""},
    ),
    "a source that has no review": (
        ("../evidence.yaml", "  review-by: 2029-11-21\n", ""),
        {"'review-by' is missing here": "add a line 'review-by: ...'"},
    ),
    "a source of which this language says nothing, and one that is not in the register": (
        ("evidence.yaml", "\nF1: >-\n", "\nF01: >-\n"),
        {
            "'F01' is not in the rules": "did you mean 'F1'?",
            "the words for 'F1' are missing here": "add an entry 'F1:'",
        },
    ),
    "a text of a page that is a list": (
        ("guide.yaml", "product: Coach or Mentor?", "product: [Coach or Mentor?]"),
        {"expected text, found a list": ""},
    ),
    "a text of a page that is missing, and one that is not known": (
        ("pages.yaml", "\nbutton.back:", "\nbutton.bak:"),
        {"'button.bak' is not a text": "did you mean 'button.back'?", "the words for 'button.back' are missing": "add"},
    ),
    "a name that a text of a page does not know": (
        ("pages.yaml", "Question {number} of {total}", "Question {nubmer} of {total}"),
        {"unknown name {nubmer}": "did you mean 'number'?"},
    ),
    "a name like no other": (
        ("pages.yaml", "Question {number} of {total}", "Question {number} of {x}"),
        {"unknown name {x}": "allowed: number, total"},
    ),
    "a name in a text of a page that has none": (
        ("pages.yaml", "button.save: Save and go back", 'button.save: "Save {count} and go back"'),
        {"unknown name {count}": "remove the braces"},
    ),
    "a pair of braces with nothing in it": (
        ("pages.yaml", "button.save: Save and go back", 'button.save: "Save {} and go back"'),
        {"unknown name {}": "remove the braces"},
    ),
    "a brace that is left open": (
        ("pages.yaml", "Question {number} of {total}", "Question {number} of {total"),
        {"a brace is left open or closed alone": "write {{ or }} for a brace that is only a brace"},
    ),
    "a brace that is closed alone": (
        ("pages.yaml", "button.save: Save and go back", 'button.save: "Save} and go back"'),
        {"a brace is left open or closed alone": "write {{ or }}"},
    ),
    "a name that missing answers do not know": (
        ("certainty.yaml", "{count} of {total}", "{count} of {totl}"),
        {"unknown name {totl}": "did you mean 'total'?"},
    ),
    "a name that a pattern's limit does not know": (
        ("certainty.yaml", "“{title}”", "“{count}”"),
        {"unknown name {count}": "allowed: title, name"},
    ),
    "a brace left open in a pattern's limit": (
        ("certainty.yaml", "“{title}”", "“{title”"),
        {"a brace is left open or closed alone": "write {{ or }}"},
    ),
    "a band without its name": (
        ("certainty.yaml", "bands:\n  clear:", "bands:\n  cleer:"),
        {"unknown key 'cleer'": "did you mean 'clear'?", "'clear' is missing here": "add a line"},
    ),
    "a sentence about a clear lead": (
        ("certainty.yaml", "\nlead:\n", "\nlead:\n  clear: The points are clear.\n"),
        {"unknown key 'clear'": "did you mean 'close'?"},
    ),
    "a meaning of an outcome that only gates give": (
        (
            "outcomes.yaml",
            "  name: support first\n",
            "  name: support first\n  meaning: {self: Rest., leader: Rest.}\n",
        ),
        {"unknown key 'meaning'": "did you mean 'opening'?"},
    ),
    "steps of an outcome that only gates give": (
        (
            "outcomes.yaml",
            "  name: safety first\n",
            "  name: safety first\n  steps: {self: [Rest.], leader: [Rest.]}\n",
        ),
        {"unknown key 'steps'": "allowed: name, headline"},
    ),
    "a step too many": (
        (
            "outcomes.yaml",
            "      - This week, write down your goal",
            "      - Rest.\n      - This week, write down your goal",
        ),
        {"there are 5 steps here": "write 4, one each for: start, find, agree, review"},
    ),
}


@pytest.mark.parametrize(("change", "reported"), BROKEN_WORDS.values(), ids=BROKEN_WORDS)
def test_a_fault_in_the_words_is_reported_in_its_file(
    words: Path, rules: RuleBase, change: tuple[str, str, str], reported: dict[str, str]
) -> None:
    break_words(words, *change)
    faults = faults_of_words(words, rules)
    assert len(faults) == len(reported)
    for message, hint in reported.items():
        (fault,) = (fault for fault in faults if message in fault.message)
        assert hint in fault.hint
        assert Path(fault.location.path) == (words / change[0]).resolve()
