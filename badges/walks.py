"""How badges are found without looking at everything each time.

A walk goes over rows by their numbers, so many at a time, and tells what they are about. The news
(changes of reputation, votes, transfers) are looked at once: what happens to a post, and what a
member does, is found by the next run. The rounds go over all questions, answers and members and
begin anew at the end: they find what no news tells of, such as page views, a filled-in profile,
time that passes, and what an import or a new badge brings.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from typing import NamedTuple

from django.db.models import F, QuerySet, Value
from django.utils import timezone

from accounts.models import ReputationChange, User
from answers.models import Answer
from questions.models import Question
from rewards.models import Transfer
from votes.models import Vote

# Rows of one part: so many are looked at in one transaction.
A_PART = 2_000
# News of the last minute wait: an earlier number may still be on its way to being committed.
SETTLED = timedelta(minutes=1)


class Part(NamedTuple):
    """What a part of a walk is about, numbers by kind; and where the walk stands after it."""

    about: dict[str, set[int]]
    last: int
    is_full: bool


@dataclass(frozen=True)
class Walk:
    """Rows that say as `kind` and `number` what they are about."""

    name: str
    rows: QuerySet

    def after(self, number):
        """The next rows after this number, no more than a part has."""
        return self.rows.filter(pk__gt=number).order_by("pk")[:A_PART]


class Round(Walk):
    """All rows of a table in turn; the last part leads back to the beginning."""

    def start(self):
        return 0

    def part(self, after):
        seen = list(self.after(after).values_list("pk", "kind", "number"))
        is_full = len(seen) == A_PART
        return Part(_by_kind(seen), seen[-1][0] if is_full else 0, is_full)


class News(Walk):
    """Records that are added, with the time at which they were."""

    def start(self):
        """The end: what was there before the first run is no news, and the rounds find it."""
        return self.rows.order_by("-pk").values_list("pk", flat=True).first() or 0

    def part(self, after):
        until = timezone.now() - SETTLED
        rows = self.after(after).values_list("pk", "kind", "number", "at")
        seen = list(takewhile(lambda row: row[-1] < until, rows))
        return Part(_by_kind(seen), seen[-1][0] if seen else after, len(seen) == A_PART)


def _by_kind(rows):
    numbers = defaultdict(set)
    for _, kind, number, *_at in rows:
        if number is not None:
            numbers[kind].add(number)
    return numbers


def _about(objects, kind, number="pk"):
    return objects.annotate(kind=kind, number=F(number))


_MEMBER = Value("member")
WALKS = (
    # Votes for posts, and acceptances.
    News("reputation", _about(ReputationChange.objects, F("about_kind"), "about_id")),
    News("votes", _about(Vote.objects, _MEMBER, "voter")),
    # Pledges and awards are their pledger's doing.
    News("transfers", _about(Transfer.objects, _MEMBER, "by__owner")),
    Round("questions", _about(Question.objects, Value("question"))),
    Round("answers", _about(Answer.objects, Value("answer"))),
    Round("members", _about(User.objects, _MEMBER)),
)
