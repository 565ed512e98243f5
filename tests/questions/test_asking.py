import threading
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from questions.models import Question, Tag
from questions.models.tag import slugs
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    return {
        "title": "How do I stop a tap from dripping?",
        "body": cast.LONG_ENOUGH,
        "category": cast.category().pk,
        "tags": "taps, plumbing",
        "once_key": str(uuid.uuid4()),
    }


def test_a_member_asks_and_arrives_at_the_question(client, form):
    ada = cast.ada()
    client.force_login(ada)
    response = client.post(reverse("ask"), form)
    question = Question.objects.get()
    assert response.status_code == 302
    assert response["Location"] == question.get_absolute_url()
    assert (question.author, question.title) == (ada, form["title"])
    assert question.licence == "CC BY-SA 4.0"
    assert list(question.taggings.order_by("pk").values_list("tag__name", flat=True)) == [
        "taps",
        "plumbing",
    ]


def test_the_same_form_sent_twice_leads_to_the_first_question(client, form):
    client.force_login(cast.ada())
    first = client.post(reverse("ask"), form)
    second = client.post(reverse("ask"), form)
    assert first["Location"] == second["Location"]
    assert Question.objects.count() == 1
    assert set(Tag.objects.values_list("question_count", flat=True)) == {1}


def test_a_reader_who_is_signed_out_is_led_to_sign_in_and_back(client):
    response = client.get(reverse("ask"))
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={reverse('ask')}"


def test_a_suspended_member_cannot_ask(client, form):
    client.force_login(cast.sue())
    response = client.post(reverse("ask"), form)
    assert response.status_code == 403
    assert form["body"] in response.text
    assert "Send again" not in response.text
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Too short?"),
        ("title", "x" * 151),
        ("title", "A title with a \x07 bell in it"),
        ("body", "Too few words."),
        ("body", "word " * 10_000),
        ("category", ""),
        ("category", "999999999999999999999"),
        ("tags", ""),
        ("tags", "one two three four five six"),
        ("tags", "<script>"),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_nothing_is_lost(client, form, field, value):
    client.force_login(cast.ada())
    response = client.post(reverse("ask"), {**form, field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    kept = response.context["form"]
    untouched = "body" if field != "body" else "title"
    assert kept[untouched].value() == form[untouched]
    assert not Question.objects.exists()


def test_sixty_characters_are_enough_where_words_have_no_spaces(client, form):
    client.force_login(cast.ada())
    chinese = (
        "我想知道背痛是不是抑郁症的征兆因为我已经背痛了三个月而且"
        "心情一直很低落睡眠也不好吃东西没有胃口请问应该先看哪一科的医生才比较合适呢"
    )
    assert client.post(reverse("ask"), {**form, "body": chinese}).status_code == 302
    assert client.post(reverse("ask"), {**form, "body": "x" * 80}).status_code == 422


def test_a_title_without_letters_gives_an_address_without_slug():
    question = cast.question(cast.ada(), title="?? !! ?? !! ?? !! ??")
    assert question.get_absolute_url() == f"/questions/{question.pk}/"


def test_a_title_that_is_a_word_of_ours_does_not_hide_the_page():
    question = cast.question(cast.ada(), title="Edit? !!!!!!!!!!!!")
    assert question.get_absolute_url() == f"/questions/{question.pk}/edit-question/"


def test_a_suspended_member_is_refused_by_the_verb_itself():
    with pytest.raises(PermissionDenied):
        cast.question(cast.sue())


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_the_same_moment_makes_one_question():
    ada, once_key, addresses = cast.ada(), uuid.uuid4(), []
    start = threading.Barrier(4)

    def ask():
        start.wait()
        addresses.append(cast.question(ada, once_key=once_key).get_absolute_url())
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(addresses) == 4
    assert len(set(addresses)) == 1
    assert Question.objects.count() == 1
    assert Tag.objects.get(name="depression").question_count == 1


@pytest.mark.django_db(transaction=True)
def test_many_askers_at_once_share_their_tags_and_every_one_counts():
    askers = [cast.member(f"Asker {number}") for number in range(6)]
    start = threading.Barrier(6)
    failures = []

    def ask(number):
        tags = ["red", "green", "blue"] if number % 2 else ["blue", "green", "red"]
        start.wait()
        try:
            cast.question(askers[number], tags=tags)
        except Exception as failure:
            failures.append(failure)
        connection.close()

    threads = [threading.Thread(target=ask, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert list(Tag.objects.values_list("question_count", flat=True)) == [6, 6, 6]


def test_a_tag_has_a_page_of_its_own_whatever_its_name(client):
    cast.question(cast.ada(), tags=["completion"])
    page = client.get(Tag.objects.get().get_absolute_url())
    assert page.context["tag"].name == "completion"


def test_a_tag_for_which_no_address_is_left_is_refused():
    Tag.objects.bulk_create([Tag(name=f"taken {slug}", slug=slug) for slug in slugs("c")])
    with pytest.raises(ValidationError):
        cast.question(cast.ada(), tags=["c"])


def test_a_removed_tag_is_refused_with_a_sentence(client, form):
    mo = cast.mo()
    cast.question(mo, tags=["taps"])
    Tag.objects.get().remove(by=mo, because="Too vague.")
    client.force_login(cast.ada())
    response = client.post(reverse("ask"), form)
    assert response.status_code == 422
    assert "removed by a moderator" in response.content.decode()


@pytest.mark.parametrize(
    "title",
    [
        "\u200b" * 20,
        "\u3164" * 20,
        "\u2800" * 20,
        "An answer \u202e ot siht ni",
        "a" + " " * 20 + "b",
        "A tower of marks: o" + "\u0301" * 5,
    ],
)
def test_a_title_must_show_something_and_turn_nothing_around(client, form, title):
    client.force_login(cast.ada())
    assert client.post(reverse("ask"), {**form, "title": title}).status_code == 422
