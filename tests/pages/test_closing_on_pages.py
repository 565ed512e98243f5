"""Closing as it is seen and done on pages, without JavaScript."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from questions.models import CloseVote, Question
from tests import cast
from tests.coins import rich
from tests.hostile.page_judge import judged
from tests.questions.closers import DUPLICATE, UNCLEAR, another, closers, fresh, open_closure, vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


@pytest.fixture
def voters():
    return closers(3)


@pytest.fixture
def mo():
    return cast.mo()


def address(question):
    return reverse("closure", args=[question.pk])


def page_of(client, question, who=None):
    if who:
        client.force_login(who)
    response = client.get(fresh(question).get_absolute_url())
    assert judged(response, 200) == []
    return response.text


def send(client, question, who, **fields):
    client.force_login(who)
    return client.post(address(question), fields, follow=True)


def queries_of(client, question):
    with CaptureQueriesContext(connection) as asked:
        client.get(fresh(question).get_absolute_url())
    return [query["sql"] for query in asked]


# --- What a closed page says


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (UNCLEAR, "Say what you have, what you tried, and what you want to know."),
        ("off topic", "If it does belong here, say in the text how."),
        ("opinion", "Ask for facts or experience"),
    ],
)
def test_it_says_why_and_how_to_mend_it(client, question, mo, kind, words):
    question.close(by=mo, kind=kind)
    text = page_of(client, question)
    assert str(open_closure(question).sentence) in text
    assert words in text
    assert "Once its text is edited, it can be opened again." in text
    assert "your-answer" not in text


def test_a_moderators_own_words_stand_there_escaped(client, question, mo):
    question.close(by=mo, because="Too <broad>.")
    assert "Too &lt;broad&gt;." in page_of(client, question)


def test_a_duplicate_leads_to_the_last_of_its_line(client, question, mo):
    middle, last = another(1), another(2)
    question.close(by=mo, kind=DUPLICATE, original=middle)
    middle.close(by=mo, kind=DUPLICATE, original=last)
    text = page_of(client, question)
    assert "This question has been asked before:" in text
    assert f'<a href="{last.get_absolute_url()}" dir="auto">{last.title}</a>' in text
    assert middle.title not in text


def test_a_duplicate_of_what_was_removed_leads_to_what_is_left(client, question, mo):
    middle, last = another(1), another(2)
    question.close(by=mo, kind=DUPLICATE, original=middle)
    middle.close(by=mo, kind=DUPLICATE, original=last)
    last.remove(by=mo, because="Spam.")
    assert middle.title in page_of(client, question)
    fresh(middle).remove(by=mo, because="Spam.")
    text = page_of(client, question)
    assert middle.title not in text
    assert "This question has been asked before." in text


def test_reading_a_duplicate_costs_one_query_more_whatever_its_line(client, question, mo):
    question.close(by=mo, kind=UNCLEAR)
    closed = len(queries_of(client, question))
    fresh(question).reopen(by=mo)
    line = [question, *(another(n) for n in range(5))]
    fresh(question).close(by=mo, kind=DUPLICATE, original=line[1])
    assert len(queries_of(client, question)) == closed + 1
    for one, next_one in pairwise(line[1:]):
        fresh(one).close(by=mo, kind=DUPLICATE, original=next_one)
    assert len(queries_of(client, question)) == closed + 1


def test_who_is_signed_out_asks_nothing_about_votes(client, question, voters):
    vote(question, voters[:2])
    asked = queries_of(client, question)
    assert not [sql for sql in asked if "closevote" in sql]
    client.force_login(cast.cy())
    assert not [sql for sql in queries_of(client, question) if "closevote" in sql]


def test_lists_mark_it(client, question, mo):
    question.close(by=mo, kind=UNCLEAR)
    assert "<span>closed</span>" in client.get(reverse("questions")).text


# --- Voting


def test_the_form_is_for_those_who_may(client, question, voters):
    assert address(question) not in page_of(client, question)
    assert address(question) not in page_of(client, question, question.author)
    assert address(question) in page_of(client, question, voters[0])
    client.force_login(question.author)
    assert client.get(address(question)).status_code == 403


def test_three_members_close_it_and_see_how_many_they_are(client, question, voters):
    response = send(client, question, voters[0], value=1, kind=UNCLEAR)
    assert "Your vote counts: there are 1 of 3." in response.text
    assert "Close (1 of 3)" in response.text
    assert "Withdraw my vote" in response.text
    send(client, question, voters[1], value=1, kind=UNCLEAR)
    response = send(client, question, voters[2], value=1, kind=UNCLEAR)
    assert "The question is closed." in response.text
    assert fresh(question).closed_at


def test_a_vote_is_withdrawn_without_a_reason(client, question, voters):
    send(client, question, voters[0], value=1, kind=UNCLEAR)
    response = send(client, question, voters[0], value=0)
    assert "Your vote is withdrawn." in response.text
    assert not CloseVote.objects.standing().exists()


def test_three_members_reopen_it(client, question, voters, mo):
    question.close(by=mo, kind=UNCLEAR)
    assert "Reopen" in page_of(client, question, voters[0])
    response = send(client, question, voters[0], value=0)
    assert "Withdraw my vote to reopen (1 of 3)" in response.text
    response = send(client, question, voters[0], value=1)
    assert "Your vote is withdrawn." in response.text
    for voter in voters:
        response = send(client, question, voter, value=0)
    assert "The question is open again." in response.text
    assert fresh(question).closed_at is None


def test_a_moderator_closes_and_reopens_at_once(client, question, mo):
    response = send(client, question, mo, value=1, kind="other", because="Too broad.")
    assert "The question is closed." in response.text
    assert "Too broad." in response.text
    assert "The question is open again." in send(client, question, mo, value=0).text


@pytest.mark.parametrize("title", ["address", "path", "number"])
def test_a_duplicate_is_named_by_address_or_number(client, question, mo, title, settings):
    original = another(1)
    named = {
        "address": settings.SITE_URL + original.get_absolute_url() + "?order=newest#answers",
        "path": f"/questions/{original.pk}/",
        "number": f"#{original.pk}",
    }
    send(client, question, mo, value=1, kind=DUPLICATE, original=named[title])
    assert open_closure(question).original == original


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("", "Give the address of a question on this site, or its number."),
        ("https://elsewhere.example/questions/1/", "Give the address of a question on this site"),
        ("99999999", "There is no such question here"),
        ("itself", "That question leads back to this one"),
        ("<b>x</b>", "Give the address of a question on this site"),
    ],
)
def test_a_bad_name_is_said_and_everything_kept(client, question, mo, named, words):
    named = question.get_absolute_url() if named == "itself" else named
    fields = {"kind": DUPLICATE, "original": named, "because": "I have seen it."}
    response = send(client, question, mo, value=1, **fields)
    assert judged(response, 422) == []
    assert words in response.text
    form = response.context["form"]
    assert {name: form[name].value() for name in fields} == fields
    assert 'value="duplicate"' in response.text
    assert fresh(question).closed_at is None


def test_the_name_of_a_duplicate_does_not_matter_for_other_reasons(client, question, voters):
    send(client, question, voters[0], value=1, kind=UNCLEAR, original="nonsense")
    assert CloseVote.objects.get().original is None


@pytest.mark.parametrize("kind", ["", "other", "whim"])
def test_a_member_gives_one_of_the_known_reasons(client, question, voters, kind):
    response = send(client, question, voters[0], value=1, kind=kind)
    assert response.status_code == 422
    assert not CloseVote.objects.exists()


@pytest.mark.parametrize("value", ["", "2", "yes"])
def test_what_is_neither_open_nor_closed_is_refused(client, question, mo, value):
    assert send(client, question, mo, value=value, kind=UNCLEAR).status_code == 400


def test_what_is_removed_has_no_form(client, question, mo):
    question.remove(by=mo, because="Spam.")
    client.force_login(mo)
    assert client.get(address(question)).status_code == 404


def test_over_a_pot_members_have_no_form_and_are_told_why(client, question, voters):
    question.pledge(by=rich(cast.member("Dee Pledges")), coins=40, once_key="one")
    assert address(question) not in page_of(client, question, voters[0])
    response = send(client, question, voters[0], value=1, kind=UNCLEAR)
    assert "only a moderator may close this question" in response.text


# --- The asker


def test_the_asker_is_asked_and_agrees(client, question, voters):
    original = another(1)
    vote(question, voters[:1], DUPLICATE, original)
    assert "Does this answer your question?" not in page_of(client, question, voters[1])
    text = page_of(client, question, question.author)
    assert "Does this answer your question?" in text
    assert original.title in text
    fields = {"value": 1, "kind": DUPLICATE, "original": original.pk}
    response = send(client, question, question.author, **fields)
    assert "This question has been asked before:" in response.text
    assert open_closure(question).by == question.author


def test_the_asker_without_the_privilege_is_refused_with_another(client, question, voters):
    vote(question, voters[:1], DUPLICATE, another(1))
    fields = {"value": 1, "kind": DUPLICATE, "original": another(2).pk}
    assert send(client, question, question.author, **fields).status_code == 403


def test_moderators_find_what_was_mended(client, question):
    root = cast.member("Root Reads", is_staff=True, is_superuser=True)
    another(1).close(by=root, kind=UNCLEAR)
    question.close(by=root, kind=UNCLEAR)
    words = {"title": question.title, "body": cast.LONG_ENOUGH + " My chair is of oak."}
    fresh(question).edit(by=question.author, category=None, tags=["chairs"], **words)
    client.force_login(root)
    found = client.get("/admin/questions/question/?state=mended").context["cl"].result_list
    assert list(found) == [Question.objects.get(pk=question.pk)]
