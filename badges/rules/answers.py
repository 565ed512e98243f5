"""Badges for answers. Every rule looks at columns of the answer's own row and of its question's."""

from datetime import timedelta

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .badge import AnswerBadge, Level

LATE = timedelta(days=60)

_OWN = Q(question__author=F("author"))
_ACCEPTED_BY_ANOTHER = Q(accepted_at__isnull=False) & ~_OWN


class OfUse(AnswerBadge):
    slug = "of-use"
    name = _("Of use")
    sentence = _("Others thought well of an answer of yours, for the first time: its score is 1.")
    rule = Q(score__gte=1)


class HelpingHand(AnswerBadge):
    slug = "helping-hand"
    name = _("Helping hand")
    sentence = _("An answer of yours has a score of 10.")
    each = True
    rule = Q(score__gte=10)


class SafeHands(AnswerBadge):
    slug = "safe-hands"
    name = _("Safe hands")
    sentence = _("An answer of yours has a score of 25.")
    level = Level.SILVER
    each = True
    rule = Q(score__gte=25)


class MasterHand(AnswerBadge):
    slug = "master-hand"
    name = _("Master hand")
    sentence = _("An answer of yours has a score of 100.")
    level = Level.GOLD
    each = True
    rule = Q(score__gte=100)


class SolvedIt(AnswerBadge):
    slug = "solved-it"
    name = _("Solved it")
    sentence = _("Somebody accepted an answer of yours, for the first time.")
    rule = _ACCEPTED_BY_ANOTHER


class SaidThanks(AnswerBadge):
    slug = "said-thanks"
    name = _("Said thanks")
    sentence = _("You accepted somebody's answer, for the first time.")
    member = "question__author"
    rule = _ACCEPTED_BY_ANOTHER


class FoundItMyself(AnswerBadge):
    slug = "found-it-myself"
    name = _("Found it myself")
    sentence = _("You answered a question of your own, and the answer has a score of 3.")
    rule = _OWN & Q(score__gte=3)


class LastWord(AnswerBadge):
    slug = "last-word"
    name = _("Last word")
    sentence = _("An answer of yours was accepted and has a score of 40.")
    level = Level.GOLD
    each = True
    rule = _ACCEPTED_BY_ANOTHER & Q(score__gte=40)


class NeverTooLate(AnswerBadge):
    slug = "never-too-late"
    name = _("Never too late")
    sentence = _("You answered a question 60 days after it was asked, and have a score of 5.")
    level = Level.SILVER
    each = True
    rule = Q(score__gte=5, created_at__gte=F("question__created_at") + LATE)
