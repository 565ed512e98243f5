"""A question as Markdown, for readers that are programs."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answers.models import Answer
from discovery import markdown
from questions.models import Question
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


def read(client, question):
    response = client.get(f"/questions/{question.pk}.md")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    return response.text


def test_it_is_the_text_as_it_was_written(client, question):
    body = f"## So\n\n{cast.LONG_ENOUGH}\n\n```python\nif a < b & c:\n    pass\n```"
    cast.answer(cast.bo(), question, body=body)
    text = read(client, question)
    assert text.startswith(f"# {question.title}\n")
    assert f"\n\n{question.body}\n\n" in text
    assert text.endswith(f"\n\n{body}\n")


def test_it_says_who_when_where_and_under_which_terms(client, question):
    answer = cast.answer(cast.bo(), question)
    page = settings.SITE_URL + question.get_absolute_url()
    text = read(client, question)
    asked = f"Ada Asks · {question.created_at:%Y-%m-%d} · score 0 · {question.licence} · <{page}>"
    assert asked in text
    assert "Tags: depression, back-pain" in text
    assert f"Bo Answers · {answer.created_at:%Y-%m-%d}" in text
    assert f"<{page}#answer-{answer.pk}>" in text


def test_the_accepted_answer_comes_first_and_is_called_so(client, question):
    first = cast.answer(cast.bo(), question)
    accepted = cast.answer(cast.cy(), question)
    accepted.accept(by=question.author)
    text = read(client, question)
    assert text.index("## Accepted answer") < text.index(accepted.body) < text.index(first.body)
    assert text.count("\n## Answer\n") == 1


def test_removed_answers_are_not_in_it(client, question):
    answer = cast.answer(cast.bo(), question)
    answer.remove(by=cast.mo(), because="It only says thank you.")
    assert answer.body not in read(client, question)


def test_names_and_titles_stay_text(client, question):
    Question.objects.filter(pk=question.pk).update(title="Is [this](http://x.invalid) <b>a\nlink?")
    assert read(client, question).startswith(r"# Is \[this\]\(http://x.invalid\) \<b\>a link?")


def test_the_page_names_it_and_it_names_the_page(client, question):
    page = client.get(question.get_absolute_url())
    path = f"/questions/{question.pk}.md"
    assert f'<link rel="alternate" type="text/markdown" href="{path}">' in page.text
    canonical = settings.SITE_URL + question.get_absolute_url()
    assert client.get(path)["Link"] == f'<{canonical}>; rel="canonical"'


def test_what_is_held_or_gone_is_not_there(client, question):
    question.hold_back(because="Three links.")
    assert client.get(f"/questions/{question.pk}.md").status_code == 404
    question.remove(by=cast.mo(), because="Off the subject.")
    assert client.get(f"/questions/{question.pk}.md").status_code == 410
    assert client.get(f"/questions/{question.pk + 1}.md").status_code == 404
    assert client.get(f"/questions/{2**63}.md").status_code == 404


def test_a_merged_one_leads_to_where_it_went(client, question):
    other = cast.question(cast.bo(), title="Was this asked before, perhaps?")
    question.give_way(other, by=cast.mo(), because="They ask the same.")
    moved = client.get(f"/questions/{question.pk}.md")
    assert (moved.status_code, moved["Location"]) == (301, f"/questions/{other.pk}.md")


def test_of_very_many_answers_the_best_are_in_it(client, question, monkeypatch):
    monkeypatch.setattr(markdown, "MOST_ANSWERS", 2)
    for n in range(3):
        cast.answer(cast.member(f"Dee Number {n}"), question)
    text = read(client, question)
    assert text.count("\n## Answer\n") == 2
    page = settings.SITE_URL + question.get_absolute_url()
    assert text.endswith(f"Further answers: <{page}>\n")


def test_ten_answers_cost_what_one_does(client, question):
    cast.answer(cast.bo(), question)
    few = queries_of(client, question)
    for n in range(9):
        cast.answer(cast.member(f"Dee Number {n}"), question)
    assert Answer.objects.count() == 10
    assert queries_of(client, question) == few == 3


def queries_of(client, question):
    with CaptureQueriesContext(connection) as queries:
        read(client, question)
    return len(queries)
