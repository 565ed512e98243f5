from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Act
from accounts.privileges import level


class RestrictionQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody has lifted; the time of some may have run out a moment ago."""
        return self.filter(lifted_at=None)

    def due(self, now):
        """Open ones whose time has run out."""
        return self.open().filter(until__lte=now)


class Restriction(models.Model):
    """What a question does not take for a while: who decided it, when, why, and who lifted it.

    Concrete ones say in COLUMN where the question's row repeats the open one's time, and what the
    log calls its beginning and its end. `until` is empty when only a moderator ends it, `lifted_by`
    when its time ran out.
    """

    COLUMN = BEGUN_AS = LIFTED_AS = ""

    question = models.ForeignKey(
        "questions.Question", on_delete=models.CASCADE, related_name="%(class)ss"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    because = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=Q(lifted_at=None), name="%(class)s_one_open"
            )
        ]
        indexes = [
            models.Index(
                fields=["until"],
                condition=Q(lifted_at=None, until__isnull=False),
                name="%(class)s_until",
            )
        ]

    def __str__(self):
        return self.because


class Lock(Restriction):
    """A question that stays as it is, with all that stands on its page."""

    COLUMN = "locked_at"
    BEGUN_AS, LIFTED_AS = Act.Kind.LOCKED, Act.Kind.UNLOCKED

    class Meta(Restriction.Meta):
        verbose_name = _("lock")
        verbose_name_plural = _("locks")


class Protection(Restriction):
    """A question that new members do not answer: it takes the reputation of PRIVILEGE."""

    PRIVILEGE = "answer protected"
    COLUMN = "protected_at"
    BEGUN_AS, LIFTED_AS = Act.Kind.PROTECTED, Act.Kind.UNPROTECTED

    class Meta(Restriction.Meta):
        verbose_name = _("protection")
        verbose_name_plural = _("protections")

    @property
    def level(self):
        """The reputation that an answer takes."""
        return level(self.PRIVILEGE)
