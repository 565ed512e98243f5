"""What one reader may do with a post, and has done, as the values that its buttons show."""

from typing import NamedTuple

from django.conf import settings


class QuestionChoices(NamedTuple):
    """The reader's choices about a question, from what `pages.may` and the readings marked."""

    kind: str
    pk: int
    signed_in: bool
    is_own: bool
    score: int
    my_vote: int | None
    is_followed: bool | None
    followers: int | None
    is_bookmarked: bool | None
    suggested: int
    may_edit: bool
    may_suggest: bool
    may_see_statistics: bool
    may_flag: bool
    may_remove: bool


def question_choices(question, may, viewer):
    return QuestionChoices(
        question.kind,
        question.pk,
        viewer.is_authenticated,
        question.author_id == viewer.pk,
        question.score,
        question.my_vote,
        question.is_followed,
        question.followers,
        question.is_bookmarked,
        question.suggested,
        may["edit_question"],
        may["suggest_question"],
        may["see_statistics"],
        may["flag_question"],
        may["remove_question"],
    )


class Gifts(NamedTuple):
    """What the reader may give an answer's author, or take back from them."""

    may_tip: bool
    earned: int
    most_tip: int
    # Number and coins of those of their pledges that the answer may get.
    pledges: tuple[tuple[int, int], ...]
    may_reverse: bool
    reversal_days: int


def gifts_of(answer, purse):
    """None where there is nothing to give or to take."""
    if not (answer.may_tip or answer.own_pledges or answer.may_reverse):
        return None
    return Gifts(
        answer.may_tip,
        purse.earned,
        settings.COINS_TIP,
        tuple((pledge.pk, pledge.coins) for pledge in answer.own_pledges),
        answer.may_reverse,
        settings.REVERSAL_DAYS,
    )


class AnswerChoices(NamedTuple):
    """The same about an answer."""

    kind: str
    pk: int
    signed_in: bool
    is_own: bool
    score: int
    my_vote: int | None
    is_bookmarked: bool | None
    suggested: int
    gifts: Gifts | None
    may_accept: bool
    may_edit: bool
    may_suggest: bool
    may_flag: bool
    may_remove: bool


def answer_choices(answer, viewer, purse):
    return AnswerChoices(
        answer.kind,
        answer.pk,
        viewer.is_authenticated,
        answer.author_id == viewer.pk,
        answer.score,
        answer.my_vote,
        answer.is_bookmarked,
        answer.suggested,
        gifts_of(answer, purse),
        answer.may_accept,
        answer.may_edit,
        answer.may_suggest,
        answer.may_flag,
        answer.may_remove,
    )


class CommentChoices(NamedTuple):
    """The same about a comment."""

    kind: str
    pk: int
    is_own: bool
    score: int
    my_vote: int | None
    may_vote: bool
    may_flag: bool
    may_edit: bool
    may_remove: bool


def comment_choices(comment, viewer):
    return CommentChoices(
        comment.kind,
        comment.pk,
        comment.author_id == viewer.pk,
        comment.score,
        # Only the ask page knows it.
        getattr(comment, "my_vote", None),
        comment.may_vote,
        comment.may_flag,
        comment.may_edit,
        comment.may_remove,
    )
