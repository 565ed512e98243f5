from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discovery.sitemaps import KINDS, differing


class SitemapPartQuerySet(models.QuerySet):
    def begin_missing(self):
        """Add a row for every part that there should be by now and is not."""
        for kind in KINDS.values():
            there = set(self.filter(kind=kind.name).values_list("number", flat=True))
            missing = sorted(set(range(kind.last_part() + 1)) - there)
            parts = [self.model(kind=kind.name, number=number) for number in missing]
            self.bulk_create(parts, ignore_conflicts=True)

    def due(self, most):
        """The last part of each kind, where what is new stands, and those looked at longest ago."""
        last = self.order_by("kind", "-number").distinct("kind")
        oldest = self.order_by(models.F("looked_at").asc(nulls_first=True), "pk")
        return {part.pk: part for part in (*last, *oldest[:most])}.values()


class SitemapPart(models.Model):
    """A file of the sitemap: the addresses of all rows of one kind in a range of numbers.

    In the database, so that every node serves the same, and readers get the one before or the one
    after a change, whole. Nobody tells it of changes: a job looks at all parts in turn.
    """

    kind = models.CharField(_("kind"), max_length=12)
    number = models.PositiveIntegerField(_("number"))
    xml = models.TextField()
    addresses = models.PositiveIntegerField(_("addresses"), default=0)
    changed_at = models.DateTimeField(_("changed at"), null=True)
    looked_at = models.DateTimeField(_("looked at"), null=True)

    objects = SitemapPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of the sitemap")
        verbose_name_plural = _("parts of the sitemap")
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="sitemap_part_once")]

    def __str__(self):
        return f"{self.kind}-{self.number}"

    @transaction.atomic
    def look_again(self):
        """Write the part anew if it would be another one.

        Returns the addresses that are new in it, changed or gone. Another job that has it in hand
        is not waited for.
        """
        rows = SitemapPart.objects.select_for_update(skip_locked=True)
        row = rows.filter(pk=self.pk).first()
        if row is None:
            return set()
        xml, addresses = KINDS[row.kind].write(row.number)
        now = timezone.now()
        news = {"xml": xml, "addresses": addresses, "changed_at": now} if xml != row.xml else {}
        SitemapPart.objects.filter(pk=row.pk).update(looked_at=now, **news)
        return differing(row.xml, xml)
