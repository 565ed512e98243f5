"""What a badge is, and which of some posts or members are due one."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from answers.models import Answer
from badges.models import BadgeGiven
from questions.models import Question


class Level(models.TextChoices):
    """How much it takes, the most first."""

    GOLD = "gold", _("gold")
    SILVER = "silver", _("silver")
    BRONZE = "bronze", _("bronze")


class Badge:
    """A badge with its rule: a condition on questions, answers or members, as they are now.

    Rules are asked about a few numbers at a time (`badges.walks`), so each must be answered from
    the rows of those numbers, or from an index by them.
    """

    slug = ""
    name = ""
    # What it is for, said to who reads of it.
    sentence = ""
    level = Level.BRONZE
    # Whether it is given for each post anew, or once in a member's life.
    each = False
    rule = Q()
    # What the rule is about, and who of it gets the badge.
    kind = ""
    member = "author"

    def found(self, numbers):
        """Of what has these numbers, those due the badge who have it not: member, kind, number."""
        has = BadgeGiven.objects.filter(badge=self.slug, member=OuterRef(self.member))
        if self.each:
            has = has.filter(cause=OuterRef("pk"))
        due = self.rows().filter(self.rule, ~Exists(has), pk__in=numbers)
        due = due.filter(**{f"{self.member}__isnull": False}).order_by("pk")
        return [(member, self.kind, pk) for pk, member in due.values_list("pk", self.member)]

    def rows(self):
        """What can be a cause at all."""
        raise NotImplementedError


class QuestionBadge(Badge):
    kind = "question"

    def rows(self):
        """Questions in sight; a community wiki is nobody's."""
        return Question.objects.visible().filter(community_wiki_at=None)


class AnswerBadge(Badge):
    kind = "answer"

    def rows(self):
        """Answers in sight, as for questions."""
        in_sight = Question.objects.visible().filter(pk=OuterRef("question"))
        return Answer.objects.visible().filter(Exists(in_sight), community_wiki_at=None)


class MemberBadge(Badge):
    kind = "member"
    member = "pk"

    def rows(self):
        return User.objects.visible()
