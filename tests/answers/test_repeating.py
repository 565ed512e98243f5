"""An answer that repeats another one to the same question is refused."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from answers import jobs
from answers.models import Answer, SaidAlready, unrepeated
from tests import cast
from tests.at_once import at_once, failures
from tests.coins import fresh
from tests.hostile.page_judge import judged

pytestmark = pytest.mark.django_db

SAID = cast.LONG_ENOUGH
NEARLY = SAID.replace("everyone", "everybody")
OTHER = "The chair is to blame: " + " ".join(f"reason {n}," for n in range(20))


@pytest.fixture
def question():
    return cast.question(cast.ada())


@pytest.fixture
def bo():
    return cast.bo()


@pytest.fixture
def answer(bo, question):
    return cast.answer(bo, question, body=SAID)


def queries_of(verb):
    with CaptureQueriesContext(connection) as queries:
        verb()
    return [query["sql"] for query in queries]


def texts_read(queries):
    """Those that read the texts of answers."""
    start = 'SELECT "answers_answer"."id"'
    return [sql for sql in queries if sql.startswith(start) and '"body_html"' in sql]


# --- Refused


@pytest.mark.parametrize("body", [SAID, NEARLY, SAID.upper(), f"*{SAID}*\n\n---"])
@pytest.mark.parametrize("who", ["another", "the same"])
def test_the_same_again_or_nearly_is_refused(question, answer, body, who):
    by = answer.author if who == "the same" else cast.cy()
    with pytest.raises(SaidAlready) as refused:
        cast.answer(by, question, body=body)
    assert refused.value.answer == answer
    assert fresh(question).answer_count == 1


def test_other_words_and_the_same_words_elsewhere_are_taken(question, answer):
    assert cast.answer(cast.cy(), question, body=OTHER)
    assert cast.answer(cast.mo(), cast.question(answer.author), body=SAID)


def test_what_is_out_of_sight_may_be_said_again(question, answer):
    mo = cast.mo()
    answer.remove(by=mo, because="Spam.")
    second = cast.answer(cast.cy(), question, body=SAID)
    second.remove(by=second.author, because="x")
    answer.restore(by=mo)
    with pytest.raises(SaidAlready):
        cast.answer(mo, question, body=SAID)


def test_editing_into_another_one_is_refused_also_to_moderators(question, answer):
    other = cast.answer(cast.cy(), question, body=OTHER)
    for by in (other.author, cast.mo()):
        with pytest.raises(SaidAlready):
            fresh(other).edit(by=by, body=NEARLY)
    assert fresh(other).body == OTHER
    assert not other.revisions.exists()


def test_editing_ones_own_is_not_repeating_it(answer, bo):
    assert fresh(answer).edit(by=bo, body=NEARLY).body == NEARLY
    with pytest.raises(SaidAlready):
        cast.answer(cast.cy(), answer.question, body=NEARLY + " Yes.")


def test_an_edit_is_compared_by_what_stands_there_now(question, answer, bo):
    fresh(answer).edit(by=bo, body=OTHER)
    assert cast.answer(cast.cy(), question, body=SAID)
    with pytest.raises(SaidAlready):
        cast.answer(cast.mo(), question, body=OTHER)


def test_going_back_to_what_another_has_said_since_is_refused(question, answer, bo):
    mo = cast.mo()
    fresh(answer).edit(by=mo, body=OTHER)
    cast.answer(cast.cy(), question, body=SAID)
    with pytest.raises(SaidAlready):
        fresh(answer).roll_back(by=mo, to=answer.revisions.get(number=1))


# --- On the page


def test_the_page_leads_to_what_was_said_and_keeps_what_was_typed(client, question, answer):
    client.force_login(cast.cy())
    response = client.post(reverse("answer_question", args=[question.pk]), {"body": NEARLY})
    assert judged(response, 422) == []
    assert f'<a href="{answer.get_absolute_url()}" target="_blank">' in response.text
    assert response.context["form"]["body"].value() == NEARLY
    assert f"{NEARLY}</textarea>" in response.text


def test_the_form_for_editing_does_too(client, question, answer):
    other = cast.answer(cast.cy(), question, body=OTHER)
    client.force_login(other.author)
    response = client.post(reverse("edit_answer", args=[other.pk]), {"body": NEARLY})
    assert response.status_code == 422
    assert f'<a href="{answer.get_absolute_url()}" target="_blank">' in response.text
    assert f"{NEARLY}</textarea>" in response.text


def test_the_same_form_sent_twice_leads_to_the_first_answer(client, question, bo):
    client.force_login(bo)
    form = {"body": SAID, "once_key": str(uuid4())}
    url = reverse("answer_question", args=[question.pk])
    assert client.post(url, form)["Location"] == client.post(url, form)["Location"]


# --- At the same moment


@pytest.mark.django_db(transaction=True)
def test_of_several_at_once_one_is_taken(question):
    writers = [cast.member(f"Answerer {n}") for n in range(4)]
    results = at_once(*[lambda by=by: cast.answer(by, question, body=SAID) for by in writers])
    assert failures(results, SaidAlready) == []
    assert [type(each) for each in results].count(Answer) == 1
    assert Answer.objects.count() == fresh(question).answer_count == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_edits_into_the_same_at_once_one_is_taken(question):
    mo = cast.mo()
    answers = [cast.answer(cast.member(f"Answerer {n}"), question) for n in range(2)]
    results = at_once(*[lambda a=a: fresh(a).edit(by=mo, body=SAID) for a in answers])
    assert failures(results, SaidAlready) == []
    assert Answer.objects.filter(body=SAID).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_several_times_at_once_is_one_answer_for_all(question, bo):
    key = uuid4()
    results = at_once(*[lambda: cast.answer(bo, question, body=SAID, once_key=key)] * 4)
    assert failures(results) == []
    assert {each.pk for each in results} == {Answer.objects.get().pk}


# --- What it costs


def test_writing_costs_the_same_among_ten_and_among_two_hundred(question, bo):
    def write():
        cast.answer(cast.member(f"Writer {Answer.objects.count()}"), question)

    for _ in range(10):
        write()
    few = len(queries_of(write))
    model = cast.answer(bo, question)
    fields = {"author": bo, "question": question, "renderer_version": 1, "licence": model.licence}
    html = "<p>" + "Another text, in many words. " * 1_000 + "</p>"
    Answer.objects.bulk_create(
        Answer(body_html=f"{n} {html} {n}", body="x", sketch=b"abcd", **fields) for n in range(190)
    )
    asked = queries_of(write)
    assert len(asked) == few
    assert texts_read(asked) == []


def test_few_texts_are_read_even_where_many_are_likely(question, answer, monkeypatch):
    monkeypatch.setattr(unrepeated, "MOST_READ", 3)
    half = " ".join(SAID.split()[:16])
    fields = {"author": answer.author, "question": question, "licence": answer.licence}
    for n in range(12):
        words = " ".join(f"more{n} words{n}" for _ in range(8))
        made = Answer(body=f"{half} {words}", **fields)
        made.render_body()
        made.refuse_repeat()
        made.save()
    mine = " ".join(f"mine{n}" for n in range(16))
    asked = queries_of(lambda: cast.answer(cast.cy(), question, body=f"{half} {mine}"))
    [texts] = texts_read(asked)
    assert texts.partition(" IN (")[2].count(",") == 2


def test_what_has_no_sketch_yet_is_compared_when_the_job_has_been_there(question, answer):
    Answer.objects.update(sketch=None)
    second = cast.answer(cast.cy(), question, body=SAID)
    second.remove(by=second.author, because="x")
    for _ in range(2):
        jobs.sketch_answers()
    assert not Answer.objects.filter(sketch=None).exists()
    with pytest.raises(SaidAlready):
        cast.answer(cast.mo(), question, body=SAID)


def test_the_job_goes_on_where_it_stopped(question, monkeypatch):
    monkeypatch.setattr(jobs, "_A_BATCH", 2)
    monkeypatch.setattr(jobs, "_BATCHES", 2)
    for n in range(5):
        cast.answer(cast.member(f"Answerer {n}"), question)
    stored = list(Answer.objects.order_by("pk").values_list("sketch", flat=True))
    Answer.objects.update(sketch=None)
    jobs.sketch_answers()
    assert Answer.objects.filter(sketch=None).count() == 1
    jobs.sketch_answers()
    again = list(Answer.objects.order_by("pk").values_list("sketch", flat=True))
    assert list(map(bytes, again)) == list(map(bytes, stored))
