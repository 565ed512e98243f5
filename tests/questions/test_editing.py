import pytest
from django.urls import reverse

from accounts.privileges import level
from questions.models import Question, Tag
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


@pytest.fixture
def form(question):
    return {
        "title": "Can a sore back come from low spirits?",
        "body": cast.LONG_ENOUGH + " Edited.",
        "category": question.category_id,
        "tags": "back-pain, mood",
    }


def test_the_author_edits_and_arrives_at_the_new_address(client, question, form):
    client.force_login(question.author)
    response = client.post(reverse("edit_question", args=[question.pk]), form)
    edited = Question.objects.get()
    assert response["Location"] == edited.get_absolute_url()
    assert edited.title == form["title"]
    assert "Edited." in edited.body_html
    assert edited.edited_at is not None


def test_the_counters_of_tags_follow_an_edit(client, question, form):
    client.force_login(question.author)
    client.post(reverse("edit_question", args=[question.pk]), form)
    counts = dict(Tag.objects.values_list("name", "question_count"))
    assert counts == {"depression": 0, "back-pain": 1, "mood": 1}


def test_a_moderator_may_edit_and_says_why(client, question, form):
    client.force_login(cast.mo())
    url = reverse("edit_question", args=[question.pk])
    assert client.post(url, form).status_code == 422
    assert client.post(url, form | {"because": "A clearer title."}).status_code == 302


@pytest.mark.parametrize("who", ["cy", "sue"])
def test_others_may_not_edit(client, question, form, who):
    client.force_login(getattr(cast, who)())
    url = reverse("edit_question", args=[question.pk])
    assert client.get(url).status_code == {"cy": 302, "sue": 403}[who]
    assert client.post(url, form | {"because": "Mine is better."}).status_code == 403
    assert Question.objects.get().title == question.title


def test_whoever_has_got_so_far_may_edit(client, question, form):
    cy = cast.cy()
    type(cy).objects.filter(pk=cy.pk).update(reputation=level("edit"))
    client.force_login(cy)
    url = reverse("edit_question", args=[question.pk])
    assert client.post(url, form | {"because": "A clearer title."}).status_code == 302
    assert Question.objects.get().title == form["title"]


def test_editing_keeps_the_counters_that_others_changed_meanwhile(question):
    stale = Question.objects.for_page().get()
    cast.answer(cast.bo(), question)
    stale.edit(
        by=stale.author,
        title=stale.title,
        body=cast.LONG_ENOUGH,
        category=None,
        tags=["depression"],
    )
    assert Question.objects.get().answer_count == 1


def test_a_text_left_as_it_is_keeps_its_html(question):
    """An import's relative links were made whole with its site's address, which nobody has here."""
    html = '<p><a href="https://old.invalid/q/1" rel="nofollow ugc noopener">There</a></p>'
    body = '<p><a href="/q/1">There</a></p>'
    Question.objects.update(body=body, body_format="html", body_html=html)
    Question.objects.get().edit(
        by=question.author, title=question.title, body=body, category=None, tags=["mood"]
    )
    edited = Question.objects.get()
    assert (edited.body_html, edited.body_format) == (html, "html")
