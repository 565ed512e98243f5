"""Locking and protecting as they are seen and done on pages, without JavaScript."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from questions.models import Lock
from tests import cast
from tests.hostile.page_judge import judged
from tests.questions.locked import WHY, Scene, now
from tests.standing import standing

pytestmark = pytest.mark.django_db
LOCKED = "nobody can answer, comment, vote or edit here"
PROTECTED = "answers need 10 reputation"


@pytest.fixture
def scene():
    return Scene()


def page_of(client, question, who=None):
    if who:
        client.force_login(User.objects.get(pk=who.pk))
    response = client.get(now(question).get_absolute_url())
    assert judged(response, 200) == []
    return response.text


def send(client, name, question, who, **fields):
    client.force_login(who)
    return client.post(reverse(name, args=[question.pk]), fields, follow=True)


def queries_of(client, question):
    path = now(question).get_absolute_url()
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return [query["sql"] for query in asked]


def addresses(scene, *names):
    return [reverse(name, args=[scene.question.pk]) for name in names]


# --- What a locked page shows


def test_it_says_why_and_until_when(client, scene):
    until = timezone.now() + timedelta(days=3)
    scene.question.lock(by=scene.mo, because="Too <loud>.", until=until)
    text = page_of(client, scene.question)
    assert LOCKED in text
    assert "Too &lt;loud&gt;." in text
    assert f'datetime="{until:%Y-%m-%dT%H:%M:%SZ}"' in text
    assert "your-answer" not in text


def test_it_offers_nothing_that_would_be_refused(client, scene):
    before = page_of(client, scene.question, scene.eve)
    scene.question.lock(by=scene.mo, **WHY)
    after = page_of(client, scene.question, scene.eve)
    refused = [
        *addresses(scene, "answer_question", "question_vote", "edit_question"),
        *addresses(scene, "question_comments", "closure"),
        *(reverse("answer_vote", args=[scene.answer.pk]), "edit/", "removal/"),
    ]
    assert [address for address in refused if address not in before] == []
    assert [address for address in refused if f'{address}"' in after] == []


def test_flags_are_still_offered(client, scene):
    scene.question.lock(by=scene.mo, **WHY)
    text = page_of(client, scene.question, scene.dee)
    for name, post in [("question", scene.question), ("answer", scene.answer)]:
        assert reverse(f"{name}_flag", args=[post.pk]) in text
    assert reverse("comment_flag", args=[scene.comment.pk]) in text


def test_the_asker_is_not_asked_to_accept(client, scene):
    address = reverse("acceptance", args=[scene.answer.pk])
    assert address in page_of(client, scene.question, scene.ada)
    scene.question.lock(by=scene.mo, **WHY)
    assert address not in page_of(client, scene.question, scene.ada)


def test_moderators_still_find_removing_closing_and_the_end_of_the_lock(client, scene):
    scene.question.lock(by=scene.mo, **WHY)
    text = page_of(client, scene.question, scene.mo)
    for address in addresses(scene, "question_removal", "closure", "lock", "protection"):
        assert f'"{address}"' in text
    assert "Lift the lock" in text


def test_suggested_edits_wait_for_the_end_of_the_lock(client, scene):
    client.force_login(scene.mo)
    assert len(client.get(reverse("suggested_edits")).context["edits"]) == 2
    scene.question.lock(by=scene.mo, **WHY)
    assert client.get(reverse("suggested_edits")).context["edits"] == []


def test_its_history_offers_no_way_back(client, scene):
    client.force_login(scene.ada)
    page = reverse("question_history", args=[scene.question.pk])
    rollback = reverse("question_rollback", args=[scene.question.pk])
    assert rollback in client.get(page).text
    scene.question.lock(by=scene.mo, **WHY)
    assert rollback not in client.get(page).text


@pytest.mark.parametrize("verb", ["lock", "protect"])
def test_reading_it_costs_one_query_more(client, scene, verb):
    queries_of(client, scene.question)
    before = len(queries_of(client, scene.question))
    getattr(scene.question, verb)(by=scene.mo, **WHY)
    assert len(queries_of(client, scene.question)) == before + 1


def test_an_ask_page_without_either_asks_for_neither(client, scene):
    for who in (None, scene.dee, scene.mo):
        if who:
            client.force_login(who)
        asked = " ".join(queries_of(client, scene.question))
        assert 'FROM "questions_lock"' not in asked
        assert 'FROM "questions_protection"' not in asked


def test_what_was_typed_is_kept_when_the_lock_came_meanwhile(client, scene):
    scene.question.lock(by=scene.mo, **WHY)
    body = cast.own_words()
    response = send(client, "answer_question", scene.question, scene.dee, body=body)
    assert judged(response, 422) == []
    assert body in response.text
    assert "This question is locked" in response.text


# --- What a protected page shows


def test_it_says_so_in_place_of_the_form(client, scene):
    scene.question.protect(by=scene.mo, because="Too much thanks.")
    text = page_of(client, scene.question, scene.dee)
    assert PROTECTED in text
    assert "Too much thanks." in text
    assert "You need 10 reputation to answer protected questions; you have 1." in text
    assert reverse("answer_question", args=[scene.question.pk]) not in text


def test_others_see_the_form_or_the_way_to_it(client, scene):
    scene.question.protect(by=scene.mo, **WHY)
    form = reverse("answer_question", args=[scene.question.pk])
    assert "Sign in to answer" in page_of(client, scene.question)
    for who in (standing(cast.member("Reg Regular"), 10), scene.ada, scene.mo):
        assert form in page_of(client, scene.question, who)


def test_the_form_by_itself_leads_back(client, scene):
    scene.question.protect(by=scene.mo, **WHY)
    client.force_login(scene.dee)
    response = client.get(reverse("answer_question", args=[scene.question.pk]))
    assert response.url == scene.question.get_absolute_url()


# --- Doing it


@pytest.mark.parametrize(
    ("name", "done", "stands", "undone"),
    [
        ("lock", "The question is locked.", LOCKED, "The lock is lifted."),
        ("protection", "The question is protected.", PROTECTED, "The protection is lifted."),
    ],
)
def test_a_moderator_does_it_and_lifts_it(client, scene, name, done, stands, undone):
    response = send(client, name, scene.question, scene.mo, value=1, because="Quarrels.")
    assert judged(response, 200) == []
    for words in (done, stands, "Quarrels."):
        assert words in response.text
    page = client.get(reverse(name, args=[scene.question.pk]))
    assert judged(page, 200) == []
    assert 'name="because"' not in page.text
    response = send(client, name, scene.question, scene.mo, value=0)
    assert undone in response.text
    assert stands not in response.text


def test_its_end_is_taken_in_utc(client, scene):
    fields = {"value": 1, "because": "Quarrels.", "until": "2100-01-02 03:04"}
    send(client, "lock", scene.question, scene.mo, **fields)
    assert Lock.objects.get().until.isoformat() == "2100-01-02T03:04:00+00:00"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"because": "", "until": "2100-01-02"}, "This field is required"),
        ({"because": "Quarrels.", "until": "2001-01-01"}, "Choose a moment in the future."),
        ({"because": "Quarrels.", "until": "soon"}, "Enter a valid date/time."),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(client, scene, fields, words):
    response = send(client, "lock", scene.question, scene.mo, value=1, **fields)
    assert judged(response, 422) == []
    assert words in response.text
    for name, typed in fields.items():
        assert response.context["form"][name].value() == typed
    assert not Lock.objects.exists()


@pytest.mark.parametrize("name", ["lock", "protection"])
def test_it_is_for_moderators(client, scene, name):
    assert send(client, name, scene.question, scene.ada, value=1, **WHY).status_code == 403
    assert reverse(name, args=[scene.question.pk]) not in page_of(client, scene.question, scene.ada)
    assert now(scene.question).locked_at is None


@pytest.mark.parametrize("value", ["", "2", "yes"])
def test_what_is_neither_is_refused(client, scene, value):
    response = send(client, "lock", scene.question, scene.mo, value=value, **WHY)
    assert response.status_code == 400
