from django.conf import settings
from django.db import models
from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BadgeGivenQuerySet(models.QuerySet):
    def newest(self):
        return self.order_by("-at", "-pk")

    def shown(self):
        """Those of members whose profile is shown."""
        return self.filter(member__removed_at=None)

    def counts(self):
        """How often each badge is among them, by its slug."""
        return dict(self.order_by().values_list("badge").annotate(Count("pk")))


class BadgeGiven(models.Model):
    """A badge that a member has, for a cause; it goes with the account alone.

    `about` is what it was given for: a post, or the member. `cause` is its number where a badge is
    given for each anew, and 0 where it is given once in a member's life.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="badges",
        db_index=False,  # The constraint's index serves.
    )
    badge = models.CharField(_("badge"), max_length=30)
    about_kind = models.CharField(_("about"), max_length=8)
    about_id = models.BigIntegerField(_("its number"))
    cause = models.BigIntegerField(_("cause"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = BadgeGivenQuerySet.as_manager()

    class Meta:
        verbose_name = _("badge given")
        verbose_name_plural = _("badges given")
        constraints = [
            models.UniqueConstraint(fields=["member", "badge", "cause"], name="badge_once_a_cause")
        ]
        indexes = [
            models.Index(fields=["badge", "-at", "-id"], name="badge_newest"),
            models.Index(fields=["member", "-at", "-id"], name="badge_of_member"),
        ]

    def __str__(self):
        return f"{self.member}: {self.badge}"

    @property
    def about(self):
        """What it was given for, as a kind and a number."""
        return self.about_kind, self.about_id

    @classmethod
    def give(cls, badge, found):
        """Give the badge to whom it was found to be due, and count it. Returns the new rows.

        Of several causes for what is given once, the first counts. The caller sees to it that
        nobody else finds and gives meanwhile.
        """
        new = {}
        for member, kind, number in found:
            cause = number if badge.each else 0
            given = cls(
                member_id=member, badge=badge.slug, about_kind=kind, about_id=number, cause=cause
            )
            new.setdefault((member, cause), given)
        BadgeCount.add(badge.slug, len(new))
        return cls.objects.bulk_create(new.values())


class BadgeCount(models.Model):
    """How often a badge was given, so that no page counts."""

    badge = models.CharField(_("badge"), max_length=30, primary_key=True)
    given = models.PositiveBigIntegerField(_("given"), default=0)

    class Meta:
        verbose_name = _("count of a badge")
        verbose_name_plural = _("counts of badges")

    def __str__(self):
        return f"{self.badge}: {self.given}"

    @classmethod
    def add(cls, slug, number):
        """Count so many more; the caller sees to it that nobody else does meanwhile."""
        if number and not cls.objects.filter(badge=slug).update(given=F("given") + number):
            cls.objects.create(badge=slug, given=number)

    @classmethod
    def recount(cls):
        """Count anew: badges went with the accounts of members who left."""
        counts = BadgeGiven.objects.counts()
        cls.objects.exclude(badge__in=counts).update(given=0)
        cls.objects.bulk_create(
            [cls(badge=slug, given=given) for slug, given in counts.items()],
            update_conflicts=True,
            unique_fields=["badge"],
            update_fields=["given"],
        )


class Progress(models.Model):
    """How far a walk has come: the number of the last row that it has seen."""

    walk = models.CharField(_("walk"), max_length=30, primary_key=True)
    number = models.BigIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("progress of a walk")
        verbose_name_plural = _("progress of walks")

    def __str__(self):
        return f"{self.walk}: {self.number}"

    @classmethod
    def of(cls, walk):
        """How far it has come; at its start, when it was never gone."""
        progress, _is_new = cls.objects.get_or_create(
            walk=walk.name, defaults={"number": walk.start}
        )
        return progress
