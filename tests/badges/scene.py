"""A question with an answer, and what badges are given for."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from answers.models import Answer
from badges.models import BadgeGiven
from badges.rules import BY_SLUG
from questions.models import Question
from rewards.models import Pledge
from tests import cast
from tests.coins import rich
from tests.standing import standing
from votes.models import Vote

DAY = timedelta(days=1)
MODELS = {"question": Question, "answer": Answer, "member": User}


class Scene:
    """Ada asks, Bo answers, Cy does what members do."""

    def __init__(self):
        self.ada, self.bo = cast.ada(), cast.bo()
        self.cy = rich(standing(cast.cy(), 100), 100)
        self.question = cast.question(self.ada)
        self.answer = cast.answer(self.bo, self.question)
        self.own = cast.answer(self.ada, self.question)
        self.posts = [self.question, self.answer]

    def set(self, row, **columns):
        type(row).objects.filter(pk=row.pk).update(**columns)

    def accept_own(self):
        self.set(self.own, accepted_at=timezone.now())

    def accept(self):
        self.answer.accept(by=self.ada)

    def accepted_with(self, score):
        self.accept()
        self.set(self.answer, score=score)

    def late_by(self, days):
        self.set(self.question, created_at=self.answer.created_at - days * DAY)
        self.set(self.answer, score=5)

    def joined(self, days, reputation):
        self.set(self.cy, created_at=timezone.now() - days * DAY, reputation=reputation)

    def vote(self, value, post=None):
        Vote.cast(by=self.cy, post=post or self.answer, value=value)

    def votes(self, today):
        """Three votes by Cy, so many of them today."""
        self.vote(1, self.question)
        self.vote(1, self.answer)
        self.vote(1, self.own)
        old = Vote.objects.order_by("pk").values("pk")[: 3 - today]
        Vote.objects.filter(pk__in=old).update(at=timezone.now() - DAY)

    def pledge(self):
        return self.question.pledge(by=self.cy, coins=10, once_key="one")

    def award(self):
        self.pledge()
        late = cast.answer(self.bo, self.question)
        late.award(by=self.cy, pledge=Pledge.objects.get(account__owner=self.cy))


def due(slug):
    """All to whom the rule gives the badge now."""
    badge = BY_SLUG[slug]
    return badge.found(MODELS[badge.kind].objects.values_list("pk", flat=True))


def given():
    """What was given, as slug, name of the member, and number of what it was for."""
    rows = BadgeGiven.objects.order_by("pk")
    return list(rows.values_list("badge", "member__name", "about_id"))
