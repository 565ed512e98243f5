"""Drafts: kept for their member alone, and never overwritten by an older tab."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from posts.jobs import forget_old_drafts
from posts.models import Draft, NewerDraft
from posts.models.draft import DAYS_KEPT, MOST_BYTES, MOST_DRAFTS
from tests import cast
from tests.answers.test_coins_at_once import at_once

pytestmark = pytest.mark.django_db
PLACE = "answer:question:3"


@pytest.fixture
def ada():
    return cast.ada()


def keep(member, body="Some words", version=0, place=PLACE, **fields):
    return Draft.keep(by=member, place=place, fields={"body": body, **fields}, version=version)


def test_a_draft_is_saved_and_saved_again(ada):
    keep(ada, "One")
    keep(ada, "Two", version=1)
    draft = Draft.at(PLACE, by=ada)
    assert (draft.fields, draft.version) == ({"body": "Two"}, 2)
    assert Draft.objects.count() == 1


def test_each_member_has_their_own(ada):
    cy = cast.cy()
    keep(ada, "Ada's")
    keep(cy, "Cy's")
    Draft.discard(by=cy, place=PLACE)
    assert Draft.at(PLACE, by=ada).fields == {"body": "Ada's"}
    assert not Draft.at(PLACE, by=cy).has_text


def test_an_older_tab_overwrites_nothing(ada):
    keep(ada, "One")
    keep(ada, "Two", version=1)
    for version in (0, 1, 3):
        with pytest.raises(NewerDraft) as refusal:
            keep(ada, "Old", version=version)
        assert refusal.value.draft.fields == {"body": "Two"}
    assert Draft.at(PLACE, by=ada).fields == {"body": "Two"}


def test_the_same_text_again_is_no_news(ada):
    keep(ada, "One")
    keep(ada, "One")
    keep(ada, "Two", version=1)
    keep(ada, "Two", version=1)
    assert Draft.at(PLACE, by=ada).version == 2


def test_what_was_posted_or_discarded_does_not_come_back(ada):
    keep(ada, "One")
    Draft.discard(by=ada, place=PLACE)
    with pytest.raises(NewerDraft) as refusal:
        keep(ada, "One and more", version=1)
    assert refusal.value.draft is None
    assert not Draft.objects.exists()


def test_only_what_is_typed_is_kept(ada):
    keep(ada, title="A title", once_key="x", csrfmiddlewaretoken="y", draft_place="z", tags="")
    assert Draft.at(PLACE, by=ada).fields == {"body": "Some words", "title": "A title"}


def test_what_postgres_cannot_store_is_left_out(ada):
    keep(ada, "a\x00b\ud800c")
    assert Draft.at(PLACE, by=ada).fields == {"body": "abc"}


def test_there_is_room_for_any_text_that_can_be_posted_but_not_for_all(ada):
    keep(ada, "犬" * 30_000)
    with pytest.raises(ValidationError):
        keep(ada, "犬" * (MOST_BYTES // 3), version=1)
    assert len(Draft.at(PLACE, by=ada).fields["body"]) == 30_000


def test_nobody_fills_the_table(ada):
    for n in range(MOST_DRAFTS):
        keep(ada, place=f"answer:question:{n + 1}")
    with pytest.raises(ValidationError):
        keep(ada, place="question")
    keep(ada, "More", version=1, place="answer:question:1")
    assert ada.drafts.count() == MOST_DRAFTS


def test_drafts_that_nobody_goes_on_with_are_deleted(ada):
    for place, days in (("question", DAYS_KEPT + 1), (PLACE, DAYS_KEPT - 1)):
        keep(ada, place=place)
        Draft.objects.filter(place=place).update(saved_at=timezone.now() - timedelta(days=days))
    for _ in range(2):
        forget_old_drafts()
    assert list(Draft.objects.values_list("place", flat=True)) == [PLACE]


def test_drafts_go_with_their_member(ada):
    keep(ada)
    ada.delete_account()
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("version", [0, 1])
def test_of_tabs_that_save_at_once_one_is_kept_and_the_others_are_told(version):
    ada = cast.ada()
    if version:
        keep(ada, "First")
    results = at_once(*(lambda n=n: keep(ada, f"Text {n}", version) for n in range(8)))
    assert sorted(map(type, results), key=str) == sorted([type(None), *[NewerDraft] * 7], key=str)
    assert Draft.at(PLACE, by=ada).version == version + 1


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_ten_times_at_once_is_one_draft():
    ada = cast.ada()
    assert at_once(*[lambda: keep(ada, "One")] * 10) == [None] * 10
    assert Draft.at(PLACE, by=ada).version == 1
