from datetime import timedelta

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from answers.models import Answer
from questions.models import Question
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


def page_of(client, question, query=""):
    return client.get(question.get_absolute_url() + query)


def queries_of(client, url):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in queries if not query["sql"].startswith(("SET", "SAVEPOINT"))]


def text_of(response):
    document = html5lib.parse(response.content, namespaceHTMLElements=False)
    return " ".join(" ".join(document.itertext()).split())


def test_everything_on_the_page_stands_in_its_order(client, question):
    cast.answer(cast.bo(), question)
    cast.answer(cast.cy(), question)
    text = text_of(page_of(client, question))
    in_order = [
        "Health",
        "Mind",
        "Depression",
        question.title,
        "Ada Asks",
        "I'll answer",
        "2 answers",
        "Bo Answers",
        "Works at the Harbour Bakery, Lives in Lower Fennel",
        "Cy Stranger",
        "QuesHub delivers expert answers and knowledge to you.",
    ]
    places = [text.replace("’", "'").find(words) for words in in_order]
    start = text.find(question.title, text.find("Depression"))
    assert -1 not in places, dict(zip(in_order, places, strict=True))
    assert places[4:] == sorted(places[4:])
    assert start > places[2]


@pytest.mark.parametrize("slug", ["", "/", "an-older-title/", "x/"])
def test_a_stale_or_missing_slug_redirects_for_good(client, question, slug):
    response = client.get(f"/questions/{question.pk}/{slug.lstrip('/')}?page=1")
    assert response.status_code == 301
    assert response["Location"] == question.get_absolute_url() + "?page=1"


def test_a_question_that_never_was_is_404(client):
    assert client.get("/questions/12345/some-title/").status_code == 404
    assert client.get("/questions/99999999999999999999/some-title/").status_code == 404


def test_accepted_stands_first_then_score_then_age(client, question):
    answers = [cast.answer(cast.member(f"Answerer {n}"), question) for n in range(4)]
    Answer.objects.filter(pk=answers[2].pk).update(score=5)
    answers[3].accept(by=question.author)
    shown = [answer.pk for answer in page_of(client, question).context["answers"]]
    assert shown == [answers[n].pk for n in (3, 2, 0, 1)]


def test_the_reader_may_choose_newest_or_oldest(client, question):
    first = cast.answer(cast.bo(), question)
    second = cast.answer(cast.cy(), question)
    newest = page_of(client, question, "?order=newest").context["answers"]
    oldest = page_of(client, question, "?order=oldest").context["answers"]
    assert [answer.pk for answer in newest] == [second.pk, first.pk]
    assert [answer.pk for answer in oldest] == [first.pk, second.pk]


def test_answers_come_thirty_a_page_and_each_has_its_address(client, question):
    bo = cast.bo()
    answers = [cast.answer(bo, question) for _ in range(31)]
    assert len(page_of(client, question).context["answers"]) == 30
    assert 'rel="next" href="?page=2#answers"' in page_of(client, question).text
    last = page_of(client, question, "?page=2")
    assert [answer.pk for answer in last.context["answers"]] == [answers[30].pk]
    assert client.get(reverse("answer", args=[answers[30].pk]))["Location"] == (
        f"{question.get_absolute_url()}?page=2#answer-{answers[30].pk}"
    )
    for query in ("?page=3", "?page=0", "?page=x", "?order=x"):
        assert page_of(client, question, query).status_code == 404


def test_two_queries_whatever_the_number_of_answers(client, question):
    url = question.get_absolute_url()
    writers = [cast.member(f"Answerer {n}") for n in range(5)]
    for writer in writers:
        cast.answer(writer, question)
    with_five = queries_of(client, url)
    for writer in writers * 4:
        cast.answer(writer, question)
    with_twenty_five = queries_of(client, url)
    assert len(with_five) == 2, with_five
    assert len(with_twenty_five) == len(with_five)


def test_a_signed_out_reader_gets_no_cookie_and_no_token(client, question):
    response = page_of(client, question)
    assert not response.cookies
    assert b"csrfmiddlewaretoken" not in response.content


def test_a_removed_answer_is_shown_to_its_author_only(client, question):
    answer = cast.answer(cast.bo(), question, body=cast.LONG_ENOUGH + " Hidden words.")
    answer.remove(by=cast.mo(), because="It answers something else.")
    assert b"Hidden words." not in page_of(client, question).content
    assert client.get(answer.get_absolute_url()).status_code == 410
    client.force_login(answer.author)
    content = page_of(client, question).content.decode()
    assert "Hidden words." in content
    assert "It answers something else." in content


def test_posts_survive_the_deletion_of_their_authors_account(client, question):
    bo = cast.bo()
    cast.answer(bo, question)
    bo.delete()
    text = text_of(page_of(client, question))
    assert "Bo Answers" not in text
    assert "deleted member" in text.lower()


def test_a_closed_question_says_why_and_offers_no_form(client, question):
    question.close(by=cast.mo(), because="It asks for opinions only.")
    client.force_login(cast.bo())
    response = page_of(client, question)
    assert "It asks for opinions only." in text_of(response)
    assert response.context["answer_form"] is None


def test_the_canonical_address_ignores_the_host_that_a_client_sends(client, question, settings):
    response = client.get(question.get_absolute_url(), headers={"host": "localhost"})
    canonical = settings.SITE_URL + question.get_absolute_url()
    assert f'<link rel="canonical" href="{canonical}">' in response.content.decode()


def test_the_asker_sees_accept_on_each_answer_and_others_do_not(client, question):
    answer = cast.answer(cast.bo(), question)
    action = reverse("acceptance", args=[answer.pk])
    client.force_login(answer.author)
    assert action not in page_of(client, question).content.decode()
    client.force_login(question.author)
    assert action in page_of(client, question).content.decode()


def test_time_is_machine_readable_and_in_utc(client, question):
    Question.objects.update(created_at=timezone.now() - timedelta(days=400))
    stamp = Question.objects.get().created_at.strftime("%Y-%m-%dT%H:%M")
    assert f'datetime="{stamp}' in page_of(client, question).content.decode()


def test_who_may_not_write_is_offered_nothing_to_write_in(client, question):
    removed = cast.cy()
    removed.remove(by=cast.mo(), because="Advertising only.")
    for member in (cast.sue(), removed):
        client.force_login(member)
        response = page_of(client, question)
        assert response.context["answer_form"] is None
        assert "your-answer" not in response.content.decode()


def test_removed_answers_cost_a_moderator_no_query_each(client, question):
    mo = cast.mo()
    client.force_login(mo)

    def removed_answers(number):
        for _ in range(number):
            cast.answer(mo, question).remove(by=mo, because="A test of many.")
        return len(queries_of(client, question.get_absolute_url()))

    removed_answers(1)
    assert removed_answers(2) == removed_answers(7)


def test_no_proxy_may_keep_a_page(client, question):
    assert page_of(client, question)["Cache-Control"] == "private, no-cache"
