"""Keeping posts, and what becomes of what is kept."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bookmarks.models import Bookmark
from tests import cast
from tests.at_once import at_once, failures


def kept(member):
    return [(each.about, each.note) for each in member.bookmarks.newest()]


def test_a_member_keeps_questions_and_answers_the_last_one_first(question, answer, cy):
    Bookmark.put(by=cy, post=question, note="For the winter.")
    Bookmark.put(by=cy, post=answer)
    assert kept(cy) == [(answer.about, ""), (question.about, "For the winter.")]


def test_again_changes_the_note_and_nothing_else(question, cy):
    Bookmark.put(by=cy, post=question, note="One.")
    first = cy.bookmarks.get()
    Bookmark.put(by=cy, post=question, note="Two.")
    assert (cy.bookmarks.get().pk, cy.bookmarks.get().at) == (first.pk, first.at)
    assert kept(cy) == [(question.about, "Two.")]


def test_without_a_note_the_one_that_is_there_stays(question, cy):
    Bookmark.put(by=cy, post=question, note="One.")
    Bookmark.put(by=cy, post=question)
    assert kept(cy) == [(question.about, "One.")]


def test_a_note_of_three_hundred_characters_and_no_more(question, cy):
    Bookmark.put(by=cy, post=question, note="x" * 300)
    with pytest.raises(ValidationError, match="300 characters"):
        Bookmark.put(by=cy, post=question, note="x" * 301)
    assert kept(cy) == [(question.about, "x" * 300)]


def test_what_is_taken_away_is_gone_and_its_note_is_told_once(question, cy):
    Bookmark.put(by=cy, post=question, note="One.")
    notes = [Bookmark.take_away(by=cy, post=question) for _ in range(2)]
    assert notes == ["One.", ""]
    assert kept(cy) == []


def test_everybody_keeps_for_themself(question, ada, cy):
    Bookmark.put(by=ada, post=question, note="Mine.")
    Bookmark.put(by=cy, post=question)
    Bookmark.take_away(by=cy, post=question)
    assert kept(ada) == [(question.about, "Mine.")]


def test_a_suspended_member_who_reads_may_keep(question):
    sue = cast.sue()
    Bookmark.put(by=sue, post=question)
    assert kept(sue) == [(question.about, "")]


@pytest.mark.parametrize("both", [True, False])
def test_a_bookmark_is_of_one_post(question, answer, cy, both):
    posts = {"question": question, "answer": answer} if both else {}
    with pytest.raises(IntegrityError, match="bookmark_of_one_post"), transaction.atomic():
        Bookmark.objects.create(member=cy, **posts)


def test_they_go_with_the_account_and_nobody_elses_do(question, answer, ada, cy):
    for member in (ada, cy):
        Bookmark.put(by=member, post=answer)
    cy.delete_account()
    assert list(Bookmark.objects.values_list("member", flat=True)) == [ada.pk]


@pytest.mark.django_db(transaction=True)
def test_the_same_bookmark_many_times_at_once(question, cy):
    put = partial(Bookmark.put, by=cy, post=question, note="One.")
    assert failures(at_once(*[put] * 8)) == []
    assert kept(cy) == [(question.about, "One.")]


@pytest.mark.django_db(transaction=True)
def test_put_and_taken_away_at_once_it_is_there_or_not(question, cy):
    put = partial(Bookmark.put, by=cy, post=question)
    take = partial(Bookmark.take_away, by=cy, post=question)
    assert failures(at_once(*[put, take] * 5)) == []
    assert kept(cy) in ([], [(question.about, "")])
