"""Votes that one member cast on another in series: found by a job, undone, kept on record."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .vote import Vote


class SerialVoting(models.Model):
    """A member's votes on the posts of one other, of one kind, too many within a day.

    `of` is how many votes the voter cast on all in that time. `undone_at` is empty while some of
    them still count: a job that was killed goes on there.
    """

    voter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    value = models.SmallIntegerField(_("value"))
    count = models.PositiveIntegerField(_("votes"))
    of = models.PositiveIntegerField(_("of all votes in that time"))
    since = models.DateTimeField(_("since"))
    at = models.DateTimeField(_("found at"))
    undone_at = models.DateTimeField(_("undone at"), null=True)

    class Meta:
        verbose_name = _("serial voting")
        verbose_name_plural = _("serial voting")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.voter} → {self.author}: {self.count} × {self.value:+}"

    @classmethod
    def find(cls, now=None):
        """Record who voted in series in the last 24 hours. Returns the new records.

        At least SERIAL_VOTES votes of one kind by one member on one other's posts, which are at
        least two thirds of all the votes that this member cast in that time.
        """
        now = now or timezone.now()
        since = now - settings.SERIAL_WITHIN
        recent = Vote.objects.counted().filter(at__gte=since, at__lte=now, serial=None)
        recent = recent.exclude(voter=None).exclude(author=None)
        pairs = recent.values_list("voter", "author", "value").annotate(count=Count("pk"))
        found = pairs.filter(count__gte=settings.SERIAL_VOTES).order_by("voter", "author")
        return [
            made for pair in found if (made := cls._record(recent, *pair, since=since, now=now))
        ]

    @classmethod
    @transaction.atomic
    def _record(cls, recent, voter, author, value, count, *, since, now):
        """The record of a pair, with its votes; None when they are a small part of all."""
        cast = recent.filter(voter=voter).count()
        if count * 3 < cast * 2:
            return None
        mine = recent.filter(voter=voter, author=author, value=value)
        held = [pk for (pk,) in mine.order_by("pk").select_for_update().values_list("pk")]
        if not held:
            return None
        fields = {"voter_id": voter, "author_id": author, "value": value, "of": cast}
        record = cls.objects.create(count=len(held), since=since, at=now, **fields)
        Vote.objects.filter(pk__in=held).update(serial=record)
        return record

    def undo(self):
        """Annul its votes, each in a transaction of its own, and say when all are."""
        for vote in self.votes.filter(annulled_at=None).order_by("pk"):
            vote.annul()
        self.undone_at = timezone.now()
        self.save(update_fields=["undone_at"])
        return self


def undo_serial_votes():
    """Find series and undo them, those first that an earlier run left half done."""
    SerialVoting.find()
    for record in SerialVoting.objects.filter(undone_at=None).order_by("pk"):
        record.undo()
