"""Badges for questions. Every rule looks at columns of the question's own row."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .badge import Level, QuestionBadge


class WellAsked(QuestionBadge):
    slug = "well-asked"
    name = _("Well asked")
    sentence = _("Others thought well of a question of yours, for the first time: its score is 1.")
    rule = Q(score__gte=1)


class WorthAsking(QuestionBadge):
    slug = "worth-asking"
    name = _("Worth asking")
    sentence = _("A question of yours has a score of 10.")
    each = True
    rule = Q(score__gte=10)


class WorthAnswering(QuestionBadge):
    slug = "worth-answering"
    name = _("Worth answering")
    sentence = _("A question of yours has a score of 25.")
    level = Level.SILVER
    each = True
    rule = Q(score__gte=25)


class WorthRemembering(QuestionBadge):
    slug = "worth-remembering"
    name = _("Worth remembering")
    sentence = _("A question of yours has a score of 100.")
    level = Level.GOLD
    each = True
    rule = Q(score__gte=100)


class WellRead(QuestionBadge):
    slug = "well-read"
    name = _("Well read")
    sentence = _("A question of yours was read 1,000 times.")
    each = True
    rule = Q(view_count__gte=1_000)


class WidelyRead(QuestionBadge):
    slug = "widely-read"
    name = _("Widely read")
    sentence = _("A question of yours was read 10,000 times.")
    level = Level.SILVER
    each = True
    rule = Q(view_count__gte=10_000)
