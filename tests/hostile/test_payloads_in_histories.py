"""Every payload in titles, bodies and reasons of edits, through the diffs of both views."""

import pytest
from django.urls import reverse

from posts.models import Draft, Post
from posts.models.draft import FIELDS
from questions.models import Question
from tests import cast
from tests.hostile.conftest import BACKEND
from tests.hostile.page_judge import judged
from tests.payloads import bunches, one_line

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _each_edit_is_a_revision(settings):
    settings.REVISION_MINUTES = 0


def judge_all(client, path):
    """Judge every page of a history, in both views."""
    for view in ("", "&view=side"):
        query, pages = "?" + view, 0
        while query:
            response = client.get(path + query)
            assert judged(response, 200) == [], query
            query, pages = response.context["page"].next_url, pages + 1
    return pages


def test_a_question_s_history_shows_no_payload(client, ada, payloads):
    question = cast.question(ada)
    bodies = list(bunches(payloads, 1_500))
    titles = [one_line(text)[:110] for text in payloads[:: len(payloads) // len(bodies) or 1]]
    for body, title in zip(bodies, titles, strict=False):
        row = Question.objects.get(pk=question.pk)
        row.edit(
            by=ada,
            title=f"{title} and why is that",
            body=f"{cast.LONG_ENOUGH}\n\n{body}",
            category=None,
            tags=["xss"],
            because=title,
        )
    assert question.revisions.count() > 20
    assert judge_all(client, reverse("question_history", args=[question.pk])) > 1


def test_words_that_change_within_a_payload_break_nothing(client, ada, payloads):
    """The diff cuts tags, entities and comments into pieces."""
    answer = cast.answer(ada, cast.question(cast.bo()))
    for text in bunches(payloads, 20_000):
        for body in (text, text.replace("a", "b").replace("<", "<x")):
            answer.edit(by=ada, body=f"{cast.LONG_ENOUGH}\n\n{body}")
    judge_all(client, reverse("answer_history", args=[answer.pk]))


def test_foreign_html_in_a_history_is_text(client, ada, payloads):
    question = cast.question(ada)
    for text in bunches(payloads, 10_000):
        Question.objects.update(body=text, body_format=Post.Format.HTML)
        Question.objects.get().edit(
            by=ada, title=question.title, body=cast.LONG_ENOUGH, category=None, tags=["xss"]
        )
        question.revisions.all().delete()
        Question.objects.update(edited_at=None)
        Question.objects.update(body=text, body_format=Post.Format.HTML)
        assert judged(client.get(reverse("question_history", args=[question.pk])), 200) == []


def test_suggested_edits_show_no_payload(client, ada, payloads):
    question = cast.question(cast.bo())
    texts = list(bunches(payloads, 4_000))
    for number, text in enumerate(texts[:20]):
        cast.suggestion(
            cast.member(f"Member {number}"),
            question,
            title=f"{one_line(payloads[number])[:110]} and why is that",
            body=f"{cast.LONG_ENOUGH}\n\n{text}",
            because=f"Because of {one_line(text)[:200]}",
        )
    client.force_login(question.author, BACKEND)
    for page in (1, 2):
        assert judged(client.get(f"/review/edits/?question={question.pk}&page={page}"), 200) == []
    for edit in question.suggested_edits.all():
        path = f"/review/edits/question/{edit.pk}/improvement/"
        assert judged(client.get(path), 200) == []
        client.force_login(edit.by, BACKEND)
        assert judged(client.get(f"/questions/{question.pk}/suggested-edits/"), 200) == []
        client.force_login(question.author, BACKEND)


def test_drafts_show_no_payload(client, ada, payloads):
    question = cast.question(cast.bo())
    paths = {"question": "/questions/ask/", f"answer:question:{question.pk}": "/drafts/"}
    for text in bunches(payloads, 5_000):
        for place, path in paths.items():
            Draft.objects.all().delete()
            fields = dict.fromkeys(FIELDS, text)
            Draft.keep(by=ada, place=place, fields=fields)
            assert judged(client.get(path), 200) == []
            assert judged(client.get(f"/questions/{question.pk}/answers/"), 200) == []
            taken = {"draft_place": place, "draft_version": "0", **fields, "body": text + "!"}
            assert judged(client.post("/drafts/", taken), 409) == []
