from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ActQuerySet(models.QuerySet):
    def newest(self):
        return self.order_by("-at", "-pk")

    def about(self, kind, number):
        return self.filter(about_kind=kind, about_id=number)


class Act(models.Model):
    """What a moderator did to what is not their own: a row of the log, which is only added to.

    The database refuses to change a row and to delete one. So `by` is protected: whoever stands in
    the log cannot be deleted. What it is about and whom it concerns, `of`, it knows by number, for
    they may be gone. `because` is between moderators and that member.
    """

    class Kind(models.TextChoices):
        REMOVED = "removed", _("removed")
        RESTORED = "restored", _("restored")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("reopened")
        LOCKED = "locked", _("locked")
        UNLOCKED = "unlocked", _("lock lifted")
        PROTECTED = "protected", _("protected")
        UNPROTECTED = "unprotected", _("protection lifted")
        WARNED = "warned", _("warned")
        NOTED = "noted", _("note written")
        SUSPENDED = "suspended", _("suspended")
        LIFTED = "lifted", _("suspension lifted")
        PROFILE_REMOVED = "profile removed", _("profile removed")
        PROFILE_RESTORED = "profile restored", _("profile restored")
        RENAMED = "renamed", _("renamed")
        MOVED = "moved", _("moved")
        MERGED = "merged", _("merged into another one")
        GRANTED = "granted", _("coins granted")
        FINED = "fined", _("coins taken as a fine")
        AGREED = "agreed", _("agreed to a grant of coins")
        REVERSED = "reversed", _("award taken back")
        SEIZED = "seized", _("coins taken back")
        RETURNED = "returned", _("coins given back")
        UPHELD = "upheld", _("appeal refused")
        OVERTURNED = "overturned", _("appeal granted")

    # What a member may appeal against; the other kinds take nothing from them.
    AGAINST = (
        *(Kind.REMOVED, Kind.CLOSED, Kind.MERGED, Kind.LOCKED, Kind.PROTECTED, Kind.WARNED),
        *(Kind.SUSPENDED, Kind.PROFILE_REMOVED, Kind.FINED, Kind.REVERSED, Kind.SEIZED),
    )

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    about_kind = models.CharField(_("about"), max_length=10)
    about_id = models.BigIntegerField(_("its number"))
    of = models.BigIntegerField(_("number of the member"), null=True)
    because = models.CharField(_("words"), max_length=2_000, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("log of moderators' acts")
        indexes = [
            models.Index(fields=["-at", "-id"], name="act_newest"),
            models.Index(fields=["of", "-at", "-id"], name="act_of_member"),
            models.Index(fields=["about_kind", "about_id"], name="act_about"),
        ]

    def __str__(self):
        return f"{self.about_kind} {self.about_id}: {self.get_kind_display()}"

    @property
    def about(self):
        return self.about_kind, self.about_id

    @property
    def is_against(self):
        """Whether it took something from a member, who may appeal."""
        return self.kind in self.AGAINST

    @classmethod
    def record(cls, kind, *, by, about, of=None, because=""):
        """Add what the moderator `by` did, in the transaction in which it is done.

        `about` is a kind and a number, `of` the number of a member. What members do with their
        own, and what nobody here did, is no act: then nothing is added.
        """
        if by is None or not by.is_moderator or by.pk == of:
            return None
        about_kind, about_id = about
        words = {"because": because, "about_kind": about_kind, "about_id": about_id}
        return cls.objects.create(kind=kind, by=by, of=of, **words)
