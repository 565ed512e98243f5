"""Members who may not edit a question suggest it, and others decide."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from accounts.privileges import level
from posts.models import ChangedMeanwhile
from posts.models.suggested_edit import MOST_OF_A_MEMBER, MOST_OF_A_POST
from questions.models import Category, Question, QuestionSuggestedEdit, Tag
from tests import cast

pytestmark = pytest.mark.django_db
BETTER = "Can a sore back come from low spirits?"


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


@pytest.fixture
def cy():
    return cast.cy()


@pytest.fixture
def mo():
    return cast.mo()


@pytest.fixture
def rae():
    """A reviewer, who may not edit the posts of others."""
    return cast.member("Rae Reviews", reputation=level("review"))


@pytest.fixture
def suggested(question, cy):
    return cast.suggestion(cy, question)


def now(question):
    return Question.objects.get(pk=question.pk)


# --- Suggesting


def test_a_suggestion_changes_nothing_until_somebody_decides(question, suggested, cy):
    assert (suggested.by, suggested.title, suggested.verdict) == (cy, BETTER, "")
    assert now(question).title == question.title
    assert not question.revisions.exists()


def test_the_same_form_sent_twice_is_one_suggestion(question, cy):
    key = uuid.uuid4()
    first = cast.suggestion(cy, question, once_key=key)
    assert cast.suggestion(cy, question, once_key=key) == first
    assert QuestionSuggestedEdit.objects.count() == 1


def test_who_may_edit_has_nothing_to_suggest(question, mo):
    for member in (question.author, mo):
        with pytest.raises(ValidationError):
            cast.suggestion(member, question)


def test_a_suspended_member_suggests_nothing(question):
    with pytest.raises(PermissionDenied):
        cast.suggestion(cast.sue(), question)


def test_what_changes_nothing_is_no_suggestion(question, cy):
    with pytest.raises(ValidationError):
        cast.suggestion(cy, question, title=question.title)
    with pytest.raises(ValidationError):
        cast.suggestion(cy, question, title=question.title, tags=["back-pain", "depression"])


def test_a_member_has_one_open_suggestion_for_a_post(question, suggested, cy, mo):
    with pytest.raises(ValidationError):
        cast.suggestion(cy, question, title="Another title for this question")
    suggested.reject(by=mo, because="It says less.")
    assert cast.suggestion(cy, question).pk


def test_a_post_has_twenty_at_most(question):
    for n in range(MOST_OF_A_POST):
        cast.suggestion(cast.member(f"Member {n}"), question)
    with pytest.raises(ValidationError):
        cast.suggestion(cast.cy(), question)


def test_a_member_has_five_at_most_of_questions_and_answers_together(question, cy):
    posts = [cast.question(question.author) for _ in range(MOST_OF_A_MEMBER - 2)]
    for post in posts:
        cast.suggestion(cy, post)
    for _ in range(2):
        answer = cast.answer(question.author, question)
        answer.suggest_edit(by=cy, body=cast.LONG_ENOUGH + " More.", because="It lacked more.")
    with pytest.raises(ValidationError):
        cast.suggestion(cy, question)


def test_a_suggestion_for_an_older_text_is_refused_with_the_newer_one(question, cy, mo):
    seen = question.version
    content = now(question).content | {"tags": ["mood"]}
    del content["body_format"]
    question.edit(by=mo, **content)
    with pytest.raises(ChangedMeanwhile):
        cast.suggestion(cy, question, based_on=seen)


def test_nothing_is_suggested_for_what_is_removed(question, cy, mo):
    question.remove(by=mo, because="Off the subject.")
    with pytest.raises(ValidationError):
        cast.suggestion(cy, question)


# --- Deciding


@pytest.mark.parametrize("who", ["author", "rae", "mo"])
def test_approved_it_is_an_edit_of_its_maker_s(question, suggested, cy, rae, mo, who):
    reviewer = {"author": question.author, "rae": rae, "mo": mo}[who]
    assert suggested.approve(by=reviewer)
    revision = question.revisions.get(number=2)
    assert (revision.by, revision.approved_by) == (cy, reviewer)
    assert revision.because == suggested.because
    assert now(question).title == revision.title == BETTER
    row = QuestionSuggestedEdit.objects.get()
    assert (row.verdict, row.decided_by) == ("approved", reviewer)
    assert row.decided_at


def test_nobody_else_decides_and_nobody_about_their_own(question, suggested, cy):
    User.objects.filter(pk=cy.pk).update(reputation=level("review"))
    suspended = cast.member("Max Moderates", is_staff=True)
    suspended.suspend(by=cast.member("Root", is_superuser=True), because="Overreach.")
    for member in (User.objects.get(pk=cy.pk), cast.bo(), suspended):
        for decide in (
            lambda by=member: suggested.approve(by=by),
            lambda by=member: suggested.reject(by=by, because="No."),
            lambda by=member: suggested.improve(by=by, **suggested.content),
        ):
            with pytest.raises(PermissionDenied):
                decide()
    assert QuestionSuggestedEdit.objects.get().verdict == ""


def test_rejected_it_leaves_the_question_and_its_words(question, suggested, rae):
    with pytest.raises(ValidationError):
        suggested.reject(by=rae, because=" ")
    assert suggested.reject(by=rae, because="It says less.")
    row = QuestionSuggestedEdit.objects.get()
    assert (row.verdict, row.words) == ("rejected", "It says less.")
    assert now(question).title == question.title


def test_improved_it_is_two_revisions(question, suggested, cy, rae):
    better = suggested.content | {"tags": ["mood"], "title": f"{BETTER} And why?"}
    assert suggested.improve(by=rae, **better)
    theirs, ours = question.revisions.filter(number__gt=1).order_by("number")
    assert (theirs.by, theirs.title, theirs.approved_by) == (cy, BETTER, rae)
    assert (ours.by, ours.title, ours.tags) == (rae, f"{BETTER} And why?", ["mood"])
    assert now(question).content == ours.content
    assert QuestionSuggestedEdit.objects.get().verdict == "improved"


def test_the_same_reviewer_twice_is_once_and_another_is_told(question, suggested, rae, mo):
    assert [suggested.approve(by=rae) for _ in range(2)] == [True, False]
    for decide in (
        lambda: suggested.approve(by=mo),
        lambda: suggested.reject(by=rae, because="After all, no."),
    ):
        with pytest.raises(ValidationError, match="approved"):
            decide()
    assert question.revisions.count() == 2


def test_what_has_changed_since_is_not_overwritten_but_can_be_improved(question, suggested, rae):
    content = now(question).content | {"tags": ["mood"]}
    del content["body_format"]
    question.edit(by=question.author, **content)
    suggested = QuestionSuggestedEdit.objects.get()
    assert suggested.is_outdated
    with pytest.raises(ValidationError, match="improve"):
        suggested.approve(by=rae)
    assert now(question).content["tags"] == ["mood"]
    with pytest.raises(ChangedMeanwhile):
        suggested.improve(by=rae, based_on=suggested.based_on, **suggested.content)
    better = suggested.content | {"tags": ["mood"]}
    assert suggested.improve(by=rae, based_on=now(question).version, **better)
    assert (now(question).title, now(question).content["tags"]) == (BETTER, ["mood"])


def test_whoever_may_not_write_by_now_has_no_edit_approved(question, suggested, cy, rae):
    cy.suspend(by=None, because="Advertising.")
    for decide in (
        lambda: suggested.approve(by=rae),
        lambda: suggested.improve(by=rae, **suggested.content),
    ):
        with pytest.raises(ValidationError):
            decide()
    assert now(question).title == question.title
    assert suggested.reject(by=rae, because="Advertising.")


def test_a_removed_tag_must_be_improved_away_and_a_lost_category_is_the_question_s(
    question, cy, rae, mo
):
    home = Category.objects.create(name="Home")
    suggested = cast.suggestion(cy, question, tags=["mood"], category=home)
    Tag.objects.named(["mood"])
    Tag.objects.get(name="mood").remove(by=mo, because="Too wide.")
    home.delete()
    suggested = QuestionSuggestedEdit.objects.get()
    with pytest.raises(ValidationError, match="mood"):
        suggested.approve(by=rae)
    QuestionSuggestedEdit.objects.update(tags=["spine"])
    assert QuestionSuggestedEdit.objects.get().approve(by=rae)
    assert now(question).category == question.category


def test_an_imported_text_stays_html_where_only_its_tags_are_suggested(question, cy, rae):
    html = "<p>As it came, with *stars*.</p>"
    Question.objects.update(body=html, body_format="html", body_html=html)
    suggested = cast.suggestion(cy, now(question), title=question.title, tags=["mood"])
    assert suggested.approve(by=rae)
    assert (now(question).body_format, now(question).body_html) == ("html", html)


def test_suggestions_go_with_their_member_and_revisions_stay(question, cy, rae):
    cast.suggestion(cy, question).approve(by=rae)
    cast.suggestion(cy, question, title="Another title for this question")
    cy.delete_account()
    rae.delete_account()
    assert not QuestionSuggestedEdit.objects.exists()
    revision = question.revisions.get(number=2)
    assert (revision.by, revision.approved_by, revision.title) == (None, None, BETTER)
