"""Reputation: the sum of rows that say why. Nobody writes a member's figure but through them."""

from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from limits.days import midnight

# Everybody's first reputation, which nothing takes away.
LEAST = 1


class Reason(models.TextChoices):
    """Why reputation changes. What members see in their history."""

    ANSWER_UP = "answer up", _("answer voted up")
    QUESTION_UP = "question up", _("question voted up")
    DOWN = "down", _("voted down")
    DOWN_VOTING = "down-voting", _("voted an answer down")
    ACCEPTED = "accepted", _("answer accepted")
    ACCEPTING = "accepting", _("accepted an answer")
    SPAM = "spam", _("removed as spam")
    IMPORTED = "imported", _("imported")


# What a day's cap counts.
OF_VOTES = (Reason.ANSWER_UP, Reason.QUESTION_UP, Reason.DOWN, Reason.DOWN_VOTING)


class Merit(NamedTuple):
    """A change that is wanted: whose, why, and what it is about, as a kind and a number."""

    member: int
    reason: str
    about: tuple[str, int]


class ReputationChange(models.Model):
    """A change of a member's reputation, by what it really changed.

    `points` are fewer than the reason's where the day's cap or the floor of 1 left no room. What is
    taken back is another row, which `undoes` the first.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reputation_changes"
    )
    reason = models.CharField(_("reason"), max_length=11, choices=Reason)
    about_kind = models.CharField(_("about"), max_length=8)
    about_id = models.BigIntegerField(_("its number"))
    points = models.IntegerField(_("points"))
    at = models.DateTimeField(_("at"))
    undoes = models.OneToOneField(
        "self", null=True, on_delete=models.CASCADE, related_name="undone_by"
    )

    class Meta:
        verbose_name = _("change of reputation")
        verbose_name_plural = _("changes of reputation")
        indexes = [
            models.Index(
                fields=["member", "-at", "-id"], include=["reason", "points"], name="reputation_at"
            )
        ]

    def __str__(self):
        return f"{self.member}: {self.points:+} ({self.get_reason_display()})"

    @property
    def about(self):
        """What it is about, as a kind and a number."""
        return self.about_kind, self.about_id

    @classmethod
    def make(cls, *merits, undoing=(), holding=()):
        """Change reputation for these merits, and take these changes back. Returns the new rows.

        Holds the members, and those of `holding` with them, in the order of their numbers until the
        transaction ends. Rows of `undoing` that are None, such as a member's who has left, are
        passed over.
        """
        undone = [each for each in undoing if each]
        members = {each.member for each in merits} | {each.member_id for each in undone}
        held = _hold(members.union(holding))
        changes = _Changes(held)
        for each in undone:
            changes.add(each.member_id, each.reason, each.about, -each.points, undoes=each)
        for each in merits:
            changes.add(*each, settings.REPUTATION[each.reason])
        return changes.write()

    @classmethod
    def redo(cls, *changes):
        """Do again exactly what was undone, whatever a day's cap would say now.

        Returns the new rows in the order of the changes: None for None, and for a member who left.
        """
        undone = [each and cls.objects.filter(undoes=each).first() for each in changes]
        made = {change.undoes_id: change for change in cls.make(undoing=undone)}
        return [made.get(each.pk) if each else None for each in undone]


def _hold(pks):
    """The reputation of these members, whose rows are locked, by number."""
    rows = get_user_model().objects.filter(pk__in=pks).order_by("pk")
    return dict(rows.select_for_update(no_key=True).values_list("pk", "reputation"))


class _Changes:
    """The rows of one call, while the members are held."""

    def __init__(self, held):
        self.held, self.now, self.rows = held, timezone.now(), []

    def add(self, member, reason, about, points, undoes=None):
        if member not in self.held:
            return
        if reason in OF_VOTES and points > 0 and not undoes:
            points = min(points, max(0, settings.REPUTATION_A_DAY - self.of_today(member)))
        points = max(points, LEAST - self.held[member])
        self.held[member] += points
        kind, number = about
        self.rows.append(
            ReputationChange(
                member_id=member,
                reason=reason,
                about_kind=kind,
                about_id=number,
                points=points,
                at=self.now,
                undoes=undoes,
            )
        )

    def of_today(self, member):
        """What votes have added today, these rows included."""
        stored = ReputationChange.objects.filter(
            member=member, at__gte=midnight(self.now), reason__in=OF_VOTES
        )
        added = stored.aggregate(sum=Sum("points"))["sum"] or 0
        return added + sum(
            row.points for row in self.rows if row.member_id == member and row.reason in OF_VOTES
        )

    def write(self):
        members = get_user_model().objects
        for pk in sorted({row.member_id for row in self.rows}):
            points = sum(row.points for row in self.rows if row.member_id == pk)
            if points:
                members.filter(pk=pk).update(reputation=F("reputation") + points)
        return ReputationChange.objects.bulk_create(self.rows)
