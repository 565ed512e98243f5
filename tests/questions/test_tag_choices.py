"""Following, dimming and hiding a tag: the verb, the pages, the lists."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from questions.models import Question, Tag, TagChoice, tag_choice
from questions.tag_merging import retire
from tests import cast
from tests.at_once import at_once, failures

pytestmark = pytest.mark.django_db


@pytest.fixture
def cy():
    return cast.cy()


@pytest.fixture
def question():
    return cast.question(cast.ada(), tags=["depression"])


@pytest.fixture
def tag(question):
    return Tag.objects.get(name="depression")


def chosen(member):
    return {choice.tag.name: choice.kind for choice in member.tag_choices.select_related("tag")}


def test_a_later_choice_takes_the_place_of_the_first(cy, tag):
    for kind in ("followed", "dimmed", "hidden", "hidden"):
        assert TagChoice.choose(kind, tag, by=cy).kind == kind
    assert chosen(cy) == {"depression": "hidden"}
    assert [TagChoice.forget(tag, by=cy) for _ in range(2)] == [True, False]
    assert chosen(cy) == {}


def test_a_removed_tag_cannot_be_chosen(cy, tag):
    tag.remove(by=cast.mo(), because="No subject.")
    with pytest.raises(ValidationError, match="removed"):
        TagChoice.choose("followed", tag, by=cy)


def test_only_so_many_can_be_chosen(cy, question, tag, monkeypatch):
    monkeypatch.setattr(tag_choice, "MOST_CHOICES", 1)
    TagChoice.choose("followed", tag, by=cy)
    TagChoice.choose("dimmed", tag, by=cy)
    cast.question(cast.bo(), tags=["sleep"])
    with pytest.raises(ValidationError, match="1 tags"):
        TagChoice.choose("followed", Tag.objects.get(name="sleep"), by=cy)


def test_a_tag_that_was_merged_since_it_was_read_cannot_be_chosen(cy, tag):
    tag.refuse_if_merged()  # As it was read, it was not.
    other = Tag.objects.create(name="low-mood", slug="low-mood")
    read_later = Tag.objects.get(pk=tag.pk)
    read_later.merge_into(other, by=cast.mo(), because="The same.")
    retire(read_later.meaning)
    with pytest.raises(ValidationError):
        TagChoice.choose("followed", tag, by=cy)


def test_choices_of_a_merged_tag_become_those_of_the_other(cy, tag):
    bo, mo = cast.bo(), cast.mo()
    cast.question(bo, tags=["low-mood"])
    low = Tag.objects.get(name="low-mood")
    TagChoice.choose("followed", low, by=cy)
    TagChoice.choose("followed", low, by=bo)
    TagChoice.choose("hidden", tag, by=bo)
    low.merge_into(tag, by=mo, because="The same.")
    retire(Tag.objects.get(pk=low.pk).meaning)
    assert (chosen(cy), chosen(bo)) == ({"depression": "followed"}, {"depression": "hidden"})


@pytest.mark.django_db(transaction=True)
def test_choosing_twice_at_once_leaves_one():
    cy = cast.cy()
    cast.question(cast.ada(), tags=["depression"])
    tag = Tag.objects.get(name="depression")
    twice = [lambda: TagChoice.choose("followed", tag, by=cy)] * 2
    assert failures(at_once(*twice)) == []
    assert chosen(cy) == {"depression": "followed"}


def test_following_on_the_tags_page_brings_its_questions_to_the_front_page(client, cy, tag):
    other = cast.question(cast.bo(), tags=["sleep"])
    client.force_login(cy)
    assert "Follow" in client.get(tag.get_absolute_url()).text
    client.post(reverse("choose_tag", args=[tag.slug]), {"kind": "followed"})
    assert "You follow this tag" in client.get(tag.get_absolute_url()).text
    home = client.get("/").context
    assert home["tab"] == "yours"
    assert other.pk not in [question.pk for question in home["questions"]]
    assert len(home["questions"]) == 1
    assert len(client.get("/?tab=newest").context["questions"]) == 2


def test_what_is_hidden_is_in_no_list_but_the_tags_own(client, cy, question, tag):
    TagChoice.choose("hidden", tag, by=cy)
    client.force_login(cy)
    Question.objects.update(pot_coins=20, pot_ends_at=timezone.now())
    for url in ("/", "/questions/", "/?tab=active", "/questions/bounties/"):
        assert len(client.get(url).context["questions"]) == 0, url
    assert len(client.get(tag.get_absolute_url()).context["questions"]) == 1


def test_what_is_dimmed_stays_in_lists_and_is_marked(client, cy, question, tag):
    TagChoice.choose("dimmed", tag, by=cy)
    other = cast.question(cast.bo(), tags=["sleep"])
    client.force_login(cy)
    page = client.get("/")
    dimmed = {each.pk: each.is_dimmed for each in page.context["questions"]}
    assert dimmed == {question.pk: True, other.pk: False}
    assert page.text.count("row--dimmed") == 1
    Question.objects.update(pot_coins=20, pot_ends_at=timezone.now())
    assert client.get("/questions/bounties/").text.count("row--dimmed") == 1
    client.logout()
    assert "row--dimmed" not in client.get("/").text


def test_what_carries_a_followed_tag_too_is_not_dimmed(client, cy, question, tag):
    both = cast.question(cast.bo(), tags=["sleep", "depression"])
    TagChoice.choose("dimmed", tag, by=cy)
    TagChoice.choose("followed", Tag.objects.get(name="sleep"), by=cy)
    client.force_login(cy)
    page = client.get("/?tab=newest").context["questions"]
    assert {each.pk: each.is_dimmed for each in page} == {question.pk: True, both.pk: False}


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_one_too_many_is_said_where_it_was_chosen(client, cy, question, tag, monkeypatch, headers):
    cast.question(cast.bo(), tags=["sleep"])
    TagChoice.choose("followed", Tag.objects.get(name="sleep"), by=cy)
    monkeypatch.setattr(tag_choice, "MOST_CHOICES", 1)
    client.force_login(cy)
    url = reverse("choose_tag", args=[tag.slug])
    answer = client.post(url, {"kind": "followed"}, headers=headers, follow=not headers)
    assert "let one of them go first" in answer.text
    assert ("<!doctype" in answer.text) is (not headers)
    assert chosen(cy) == {"sleep": "followed"}


def test_a_tag_is_chosen_by_its_name_with_the_comma_that_completion_leaves(client, cy, tag):
    client.force_login(cy)
    sent = client.post(reverse("tag_choices"), {"tag": "Depression, ", "kind": "followed"})
    assert (sent.status_code, chosen(cy)) == (302, {"depression": "followed"})


@pytest.mark.parametrize("name", ["no-such-tag", "", "two words", "$", "x" * 40, "\x00"])
def test_a_name_that_is_no_tag_comes_back_with_what_to_do(client, cy, tag, name):
    client.force_login(cy)
    answer = client.post(reverse("tag_choices"), {"tag": name, "kind": "followed"})
    assert answer.status_code == 422
    assert "Please look at this again" in answer.text
    assert chosen(cy) == {}


def test_a_kind_that_is_none_is_refused(client, cy, tag):
    client.force_login(cy)
    assert client.post(reverse("choose_tag", args=[tag.slug]), {"kind": "x"}).status_code == 400


def test_with_htmx_the_form_comes_back_as_it_is_now(client, cy, tag):
    client.force_login(cy)
    url = reverse("choose_tag", args=[tag.slug])
    for kind, said in (("followed", "You follow"), ("hidden", "hidden"), ("none", "Follow")):
        answer = client.post(url, {"kind": kind}, headers={"HX-Request": "true"})
        assert said in answer.text
        assert "<!doctype" not in answer.text


def test_who_follows_nothing_is_told_how(client, cy):
    client.force_login(cy)
    assert "You follow no tag yet" in client.get(reverse("followed_questions")).text
