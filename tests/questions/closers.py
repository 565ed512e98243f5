"""Members who may vote to close, and questions in a line of duplicates."""

from questions.models import Closure, Question
from tests import cast
from tests.standing import standing

DUPLICATE, UNCLEAR, OPINION = "duplicate", "unclear", "opinion"
WHY = {"because": "Too broad."}


def closers(number, first=0):
    """So many members with the privilege to vote."""
    names = [f"Closer {n}" for n in range(first, first + number)]
    return [standing(cast.member(name), 150) for name in names]


def fresh(question):
    return Question.objects.get(pk=question.pk)


def vote(question, voters, kind=UNCLEAR, original=None):
    """Let them vote one after the other; whether the last vote closed it."""
    return [fresh(question).vote_to_close(by=v, kind=kind, original=original) for v in voters][-1]


def another(n, by=None):
    """One question of several."""
    return cast.question(
        by or cast.member(f"Asker {n}"), title=f"What is the answer to number {n}?"
    )


def open_closure(question):
    return Closure.objects.get(question=question, reopened_at=None)


def leads_to(question):
    """Where the question's page leads: the last of its line."""
    return [each.pk for each in fresh(question).originals][-1:]
