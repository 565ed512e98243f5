import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from limits.address import UNKNOWN

from .phrase import even


def fingerprint_of(text):
    """A number for a text, the same for texts that differ in case and spaces only."""
    digest = hashlib.blake2b(even(text).encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


class TraceQuerySet(models.QuerySet):
    def of_text(self, text):
        """Where the same text was written before."""
        return self.filter(fingerprint=fingerprint_of(text))

    def old(self):
        """Those that have been kept long enough."""
        kept = timedelta(days=settings.ADDRESSES_KEPT_DAYS)
        return self.filter(at__lt=timezone.now() - kept)


class Trace(models.Model):
    """From where something was written, and what its text was like; kept for some weeks.

    Addresses are for senior moderators only, and each look at them is logged.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="traces"
    )
    about_kind = models.CharField(_("about"), max_length=8)
    about_id = models.BigIntegerField(_("its number"))
    address = models.GenericIPAddressField(_("address"), null=True)
    fingerprint = models.BigIntegerField()
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = TraceQuerySet.as_manager()

    class Meta:
        verbose_name = _("trace")
        verbose_name_plural = _("traces")
        indexes = [
            models.Index(fields=["fingerprint", "at"], name="trace_text"),
            models.Index(fields=["address", "at"], name="trace_address"),
            models.Index(fields=["at"], name="trace_at"),
        ]

    def __str__(self):
        return f"{self.about_kind} {self.about_id}"

    @classmethod
    def leave(cls, submission, about):
        """Note where `about`, a kind and a number, was written from, and its text."""
        kind, number = about
        return cls.objects.create(
            member=submission.member,
            about_kind=kind,
            about_id=number,
            address=submission.address if submission.address != UNKNOWN else None,
            fingerprint=fingerprint_of(submission.text),
        )
