from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A claim that nobody renews ends by itself.
LASTS = timedelta(minutes=10)


class Claim(models.Model):
    """A moderator is looking at an item of the desk, so that no other one need."""

    key = models.CharField(_("item"), max_length=60, primary_key=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def __str__(self):
        return self.key

    @classmethod
    @transaction.atomic
    def take(cls, key, *, by):
        """Claim an item, or renew one's claim. Returns the claim that holds: perhaps another's."""
        now = timezone.now()
        fields = {"by": by, "at": now}
        claim, made = cls.objects.select_for_update().get_or_create(key=key, defaults=fields)
        if not made and (claim.by_id == by.pk or now - claim.at > LASTS):
            claim.by, claim.at = by, now
            claim.save(update_fields=["by", "at"])
        return claim

    @classmethod
    def held(cls, keys):
        """The claims that hold on these items, with their moderators, by key."""
        since = timezone.now() - LASTS
        rows = cls.objects.filter(key__in=keys, at__gte=since).select_related("by")
        return {claim.key: claim for claim in rows}


class Seen(models.Model):
    """An item of the desk that a moderator has looked at, and that needs nothing more."""

    key = models.CharField(_("item"), max_length=60, primary_key=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("item seen")
        verbose_name_plural = _("items seen")

    def __str__(self):
        return self.key

    @classmethod
    def mark(cls, key, *, by):
        """Say that an item needs nothing more. Returns whether that is new."""
        return cls.objects.get_or_create(key=key, defaults={"by": by})[1]
