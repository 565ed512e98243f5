"""Every payload as a question and an answer; each page that shows it is parsed and judged."""

import pytest

import markup
from comments.models import Comment
from questions.models import Question
from tests import cast
from tests.hostile.page_judge import judged
from tests.markup.judge import faults
from tests.payloads import bunches, one_line

pytestmark = pytest.mark.django_db

TITLE_ROOM = 130


def ask(client, category, texts):
    """Send the ask form: the first of `texts` is the title, and all are in the body."""
    form = {
        "title": f"{one_line(texts[0])[:TITLE_ROOM]} and why is that",
        "body": "\n\n".join([cast.LONG_ENOUGH, *texts]),
        "category": category.pk,
        "tags": "xss",
    }
    return client.post("/questions/ask/", form)


def test_a_question_shows_no_payload_on_its_page_nor_in_lists(client, ada, payloads):
    category = cast.category()
    for start in range(len(payloads)):
        response = ask(client, category, payloads[start : start + 3])
        if start % 3 == 0:
            response = client.get(response.url) if response.status_code == 302 else response
            assert judged(response, 200, 422) == [], payloads[start : start + 3]
    assert Question.objects.count() > 0.9 * len(payloads)
    member = f"{ada.get_absolute_url()}?tab=questions"
    for path in ("/questions/", "/tags/xss/", category.get_absolute_url(), member):
        walk(client, path)


def walk(client, path):
    """Judge every page of a list."""
    url, pages = path, 0
    while url:
        response = client.get(url)
        assert judged(response, 200) == [], url
        on = response.context["questions"].next_url
        url, pages = on and path.partition("?")[0] + on, pages + 1
    assert pages > 10


def test_a_refused_question_gives_payloads_back_as_text(client, ada, payloads):
    cast.category()
    fields = ["title", "body", "category", "tags", "once_key"]
    found = {
        text: judged(client.post("/questions/ask/", dict.fromkeys(fields, text)), 422)
        for text in payloads
    }
    assert {text: faults for text, faults in found.items() if faults} == {}


def test_answers_show_no_payload(client, ada, payloads):
    question = cast.question(cast.bo())
    for text in bunches(payloads, 5_000):
        url = f"/questions/{question.pk}/answers/"
        assert client.post(url, {"body": f"{cast.LONG_ENOUGH}\n\n{text}"}).status_code == 302
    assert question.answers.count() > 5
    assert judged(client.get(question.get_absolute_url()), 200) == []
    assert judged(client.get(ada.get_absolute_url()), 200) == []
    for answer in question.answers.all():
        assert judged(client.get(f"/answers/{answer.pk}/edit/"), 200) == []


def test_comments_show_no_payload(client, ada, payloads):
    url = f"/questions/{cast.question(ada).pk}/comments/"
    for text in payloads:
        response = client.post(url, {"body": f"What is this? {text[:580]}"})
        assert response.status_code == 302 or judged(response, 422) == [], text
    comments = Comment.objects.oldest()
    assert comments.count() > 0.9 * len(payloads)
    for page in range(1, comments.count() // 100 + 2):
        assert judged(client.get(url, {"page": page}), 200) == []
    for comment in comments[::20]:
        assert judged(client.get(f"/comments/{comment.pk}/edit/"), 200) == []
        assert faults(comment.body_html) == []


def test_the_preview_shows_no_payload(client, ada, payloads):
    for text in bunches(payloads, 2_000):
        assert judged(client.post("/preview/", {"body": text}), 200) == []


def test_a_page_is_judged_bad_when_the_sanitizer_is_off(client, ada, payloads, monkeypatch):
    monkeypatch.setattr(markup, "render", lambda source, **how: source)
    live = [text for text in payloads if "alert(" in text and text.startswith("<")][:40]
    seen = [judged(client.post("/preview/", {"body": text}), 200) for text in live]
    assert sum(faults != [] for faults in seen) > 30
