"""Lists of questions: real questions, the answer first, an anchor for each."""

import pytest

from tests.factories.pages import QuestionsPageFactory
from tests.pages.reading import headings_of, main_of, skips

pytestmark = pytest.mark.django_db


def question(words, answer="Yes.", more=""):
    return ("question", {"question": words, "answer": answer, "more": more})


def test_each_question_is_a_heading_and_its_answer_comes_first(client, site_tree):
    page = QuestionsPageFactory(questions=[question("Who can ask?", "Any parent.", "<p>And a young person.</p>")])

    html = main_of(client.get(page.get_url()))

    assert '<h2 id="who-can-ask">Who can ask?</h2>' in html
    assert html.index("<strong>Any parent.</strong>") < html.index("And a young person.")


def test_a_long_list_begins_with_all_its_questions(client, site_tree):
    page = QuestionsPageFactory(questions=[question(f"Question {number}?") for number in range(5)])

    html = main_of(client.get(page.get_url()))

    assert html.count('#question-3"') == 1
    assert 'id="question-3"' in html
    assert skips(headings_of(client.get(page.get_url()))) == []


def test_equal_questions_have_different_anchors(site_tree):
    page = QuestionsPageFactory(questions=[question("Why?"), question("Why?"), question("؟")])

    assert [row["anchor"] for row in page.anchored_questions] == ["why", "why-2", "question-3"]
