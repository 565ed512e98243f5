"""Suggested edits on pages: where they wait, and who decides."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.privileges import level
from answers.models import Answer, AnswerSuggestedEdit
from questions.models import Question, QuestionSuggestedEdit
from tests import cast
from tests.hostile.page_judge import judged
from tests.hostile.test_naughty_forms import sent_back
from tests.pages.test_ask_page import page_of, queries_of, text_of

pytestmark = pytest.mark.django_db
QUEUE = "/review/edits/"
BETTER = "Can a sore back come from low spirits?"


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


@pytest.fixture
def cy():
    return cast.cy()


@pytest.fixture
def rae():
    return cast.member("Rae Reviews", reputation=level("review"))


def for_answer(by, answer, body=cast.LONG_ENOUGH + " And this."):
    return answer.suggest_edit(by=by, body=body, because="It lacked this.")


def decide(client, edit, value, because=""):
    kind = edit.post._meta.model_name
    path = f"{QUEUE}{kind}/{edit.pk}/decision/"
    return client.post(path, {"value": value, "because": because}, follow=True)


# --- The queue


def test_the_queue_has_the_oldest_first_with_what_each_would_change(client, question, cy, rae):
    answer = cast.answer(cast.bo(), question)
    cast.suggestion(cy, question)
    for_answer(cy, answer)
    client.force_login(rae)
    page = client.get(QUEUE)
    assert judged(page, 200) == []
    assert [each.kind for each in page.context["edits"]] == ["question", "answer"]
    text = text_of(page)
    assert "added: a sore" in text
    assert "And this" in text
    assert text.index("The title did not say it all.") < text.index("It lacked this.")


def test_the_queue_is_for_reviewers(client, question, cy, rae):
    cast.suggestion(cy, question)
    assert client.get(QUEUE).status_code == 302
    client.force_login(cy)
    assert client.get(QUEUE).status_code == 403
    assert QUEUE not in client.get("/").text
    client.force_login(rae)
    assert QUEUE in client.get("/").text


def test_an_empty_queue_says_so(client, rae):
    client.force_login(rae)
    assert "Nothing waits" in text_of(client.get(QUEUE))


def test_what_is_removed_or_decided_does_not_wait(client, question, cy, rae):
    answer = cast.answer(cast.bo(), question)
    for_answer(cy, answer)
    other = cast.question(question.author)
    cast.suggestion(cy, other).reject(by=rae, because="No better.")
    question.remove(by=cast.mo(), because="Off the subject.")
    client.force_login(rae)
    assert client.get(QUEUE).context["edits"] == []


def test_it_comes_ten_a_page_at_the_same_cost(client, question, rae):
    def more(numbers):
        for n in numbers:
            member = cast.member(f"Member {n}")
            cast.suggestion(member, question)
            for_answer(member, cast.answer(question.author, question))

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(QUEUE).status_code == 200
        return len(queries)

    client.force_login(rae)
    more(range(2))
    few = cost()
    more(range(2, 8))
    assert cost() == few
    assert len(client.get(QUEUE).context["edits"]) == 10
    assert 'href="?page=2"' in client.get(QUEUE).text
    assert len(client.get(QUEUE + "?page=2").context["edits"]) == 6


# --- Deciding


def test_a_reviewer_approves_and_rejects_with_buttons(client, question, cy, rae):
    client.force_login(rae)
    text = text_of(decide(client, cast.suggestion(cy, question), "approved"))
    assert "Approved: readers see it now." in text
    assert "Nothing waits" in text
    history = text_of(client.get(f"/questions/{question.pk}/history/"))
    assert "approved by Rae Reviews" in history
    answer = for_answer(cy, cast.answer(cast.bo(), question))
    assert "Say why" in text_of(decide(client, answer, "rejected"))
    assert "Rejected." in text_of(decide(client, answer, "rejected", "It was there."))
    assert AnswerSuggestedEdit.objects.get().words == "It was there."


def test_the_second_reviewer_is_told(client, question, cy, rae):
    suggested = cast.suggestion(cy, question)
    suggested.approve(by=cast.mo())
    client.force_login(rae)
    assert "it was approved" in text_of(decide(client, suggested, "rejected", "Late."))


@pytest.mark.parametrize("value", ["", "improved", "x"])
def test_a_decision_that_is_none_is_refused(client, question, cy, rae, value):
    suggested = cast.suggestion(cy, question)
    client.force_login(rae)
    assert decide(client, suggested, value).status_code == 400


def test_others_decide_nothing(client, question, cy):
    suggested = cast.suggestion(cy, question)
    for member in (cy, cast.bo()):
        client.force_login(member)
        assert decide(client, suggested, "approved").status_code == 403
        path = f"{QUEUE}question/{suggested.pk}/improvement/"
        assert client.get(path).status_code == 403
    assert client.post(f"{QUEUE}user/1/decision/", {"value": "approved"}).status_code == 404
    assert client.post(f"{QUEUE}answer/99/decision/", {"value": "approved"}).status_code == 404


def test_the_author_sees_the_number_and_decides_without_being_a_reviewer(client, question, cy):
    answer = cast.answer(cast.bo(), question)
    suggested = cast.suggestion(cy, question)
    for_answer(cy, answer)
    client.force_login(question.author)
    page = page_of(client, question)
    assert page.text.count("1 suggested edit<") == 1
    link = f"{QUEUE}?question={question.pk}"
    assert f'href="{link}"' in page.text
    assert len(client.get(link).context["edits"]) == 1
    assert client.get(f"{QUEUE}?answer={answer.pk}").status_code == 403
    done = decide(client, suggested, "approved")
    assert done.redirect_chain[-1][0] == Question.objects.get().get_absolute_url()
    assert "suggested edit<" not in page_of(client, Question.objects.get()).text


@pytest.mark.parametrize("query", ["question=x", "question=", "answer=" + "9" * 30, "question=99"])
def test_the_queue_of_a_post_that_is_none_is_not_found(client, rae, query):
    client.force_login(rae)
    assert client.get(f"{QUEUE}?{query}").status_code == 404


def test_improving_shows_the_suggestion_and_takes_corrections(client, question, cy, rae):
    suggested = cast.suggestion(cy, question)
    client.force_login(rae)
    path = f"{QUEUE}question/{suggested.pk}/improvement/"
    page = client.get(path)
    assert judged(page, 200) == []
    form = sent_back(page) | {"category": question.category_id}
    assert (form["title"], form["tags"]) == (BETTER, "depression, back-pain")
    refused = client.post(path, form | {"title": "Short"})
    assert judged(refused, 422) == []
    assert client.post(path, form | {"tags": "mood"}).url == QUEUE
    assert Question.objects.get().content["tags"] == ["mood"]
    assert QuestionSuggestedEdit.objects.get().verdict == "improved"


def test_improving_what_changed_since_shows_both_and_loses_nothing(client, question, cy, rae):
    answer = cast.answer(cast.bo(), question)
    suggested = for_answer(cy, answer)
    client.force_login(rae)
    path = f"{QUEUE}answer/{suggested.pk}/improvement/"
    form = sent_back(client.get(path))
    answer.edit(by=answer.author, body=cast.LONG_ENOUGH.replace("everyone", "everybody"))
    assert "The post has changed since." in text_of(client.get(QUEUE))
    assert 'value="approved"' not in client.get(QUEUE).text
    assert "removed: everybody" in text_of(client.get(path))
    refused = client.post(path, form)
    assert judged(refused, 409) == []
    merged = answer.body + " And this."
    again = sent_back(refused) | {"body": merged}
    assert client.post(path, again).status_code == 302
    assert Answer.objects.get().body == merged


def test_numbers_of_suggested_edits_cost_those_one_query_who_may_decide(client, question, cy, rae):
    cast.answer(cast.bo(), question)

    def asked():
        return [
            sql for sql in queries_of(client, question.get_absolute_url()) if "reviewing" in sql
        ]

    assert asked() == []
    client.force_login(cy)
    assert asked() == []
    client.force_login(rae)
    assert len(asked()) == 1
