"""Badges for what members do. Where a rule looks beyond the member's row, an index leads there."""

from datetime import UTC, timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Now, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rewards.models import Ending, Pledge
from votes.models import Vote

from .badge import Level, MemberBadge

_VOTES = Vote.objects.counted().filter(voter=OuterRef("pk"))


class Introduced(MemberBadge):
    slug = "introduced"
    name = _("Introduced")
    sentence = _("Your profile says something about you, and names a credential.")
    rule = ~Q(about="") & ~Q(works_at="", studied_at="", lives_in="")


class AYearHere(MemberBadge):
    slug = "a-year-here"
    name = _("A year here")
    sentence = _("You have been a member for a year, and your reputation is 50 or more.")
    level = Level.SILVER
    rule = Q(reputation__gte=50, created_at__lte=Now() - timedelta(days=365))


class GoodWord(MemberBadge):
    """By the index of the voter's votes."""

    slug = "good-word"
    name = _("Good word")
    sentence = _("You voted a post up, for the first time.")
    rule = Exists(_VOTES.filter(value=1))


class HonestWord(MemberBadge):
    """As above."""

    slug = "honest-word"
    name = _("Honest word")
    sentence = _("You voted a post down, for the first time.")
    rule = Exists(_VOTES.filter(value=-1))


class FullBallot(MemberBadge):
    """By the index of the voter's votes by time, over the last week alone."""

    slug = "full-ballot"
    name = _("Full ballot")
    sentence = _("You used all the votes of one day.")
    level = Level.SILVER

    @property
    def rule(self):
        lately = timezone.now() - timedelta(days=7)
        votes = Vote.objects.filter(voter=OuterRef("pk"), at__gte=lately, annulled_at=None)
        days = votes.values(day=TruncDate("at", tzinfo=UTC)).annotate(number=Count("pk"))
        return Exists(days.filter(number__gte=settings.VOTES_A_DAY))


class InThePot(MemberBadge):
    """By the indexes of the member's account, and of its pledges."""

    slug = "in-the-pot"
    name = _("In the pot")
    sentence = _("You offered coins for an answer, for the first time.")
    rule = Exists(Pledge.objects.filter(account__owner=OuterRef("pk")))


class WellSpent(MemberBadge):
    """As above; a pledge has one ending at most."""

    slug = "well-spent"
    name = _("Well spent")
    sentence = _("You awarded your coins to an answer, for the first time.")
    rule = Exists(
        Ending.objects.filter(pledge__account__owner=OuterRef("pk"), how=Ending.How.AWARDED)
    )
