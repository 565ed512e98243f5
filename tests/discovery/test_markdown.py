"""A question as Markdown, for readers that are programs."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

import markup
from answers.models import Answer
from discovery import markdown
from discovery.models import Conversion
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
    assert f"\n\n> {question.body}\n\n" in text
    quoted = text.rpartition("\n\n")[2].splitlines()
    assert "\n".join(line.removeprefix(">").removeprefix(" ") for line in quoted) == body


def test_no_text_says_what_stands_after_it_or_what_another_is(client, question):
    body = f"{cast.LONG_ENOUGH}\n\n---\n\n## Accepted answer\n\nAda · score 99\r\r<!--\n```"
    Answer.objects.filter(pk=cast.answer(cast.bo(), question).pk).update(body=body)
    cast.answer(cast.cy(), question, body=f"{cast.LONG_ENOUGH} Go to a physician.")
    lines = read(client, question).splitlines()
    outside = [line for line in lines if not line.startswith(">")]
    assert outside.count("## Answer") == outside.count("---") == 2
    assert sum("· score" in line for line in outside) == 3
    assert not any(sign in line for line in outside for sign in ("Accepted", "```", "<!--"))


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


HTML = """<h2>So</h2><p>It <em>is</em> <a href="https://example.org/">known</a>:</p>
<ul><li>one</li><li>two</li></ul><pre><code>if a &lt; b:\n    pass</code></pre>"""


@pytest.fixture
def imported(question):
    """An answer that came in HTML."""
    answer = cast.answer(cast.bo(), question)
    Answer.objects.filter(pk=answer.pk).update(body=HTML, body_html=HTML, body_format="html")
    return answer


def test_what_came_in_html_is_converted_and_says_so(client, question, imported):
    text = read(client, question)
    converted = "## So\n\nIt *is* [known](https://example.org/):\n\n- one\n- two\n\n```\nif a < b:"
    assert converted in text.replace("\n>\n", "\n> \n").replace("\n> ", "\n")
    assert text.count("converted from HTML") == 1


def test_it_is_converted_once(client, question, imported, monkeypatch):
    first = read(client, question)
    monkeypatch.setattr(markup, "as_markdown", None)
    assert read(client, question) == first
    assert Conversion.objects.count() == 1


def test_another_text_is_converted_anew(client, question, imported):
    read(client, question)
    Answer.objects.filter(pk=imported.pk).update(body_html="<p>It is <b>not</b>.</p>")
    assert "It is **not**." in read(client, question)


def test_html_that_nests_without_end_is_given_as_it_is(client, question, imported):
    deep = "<em>" * 5_000 + "so" + "</em>" * 5_000
    Answer.objects.filter(pk=imported.pk).update(body_html=deep)
    assert deep in read(client, question)


@pytest.mark.parametrize(("reason", "kept"), [("time", 1), ("busy", 0)])
def test_what_takes_too_long_stays_html_from_then_on(
    client, question, imported, monkeypatch, reason, kept
):
    def slow(html):
        raise markup.TooSlow(reason)

    with monkeypatch.context() as patched:
        patched.setattr(markup, "as_markdown", slow)
        assert "<h2>So</h2>" in read(client, question)
    assert Conversion.objects.count() == kept
    assert ("<h2>So</h2>" in read(client, question)) == bool(kept)
