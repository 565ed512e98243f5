import ipaddress

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _


class BlockQuerySet(models.QuerySet):
    def current(self):
        return self.filter(models.Q(until=None) | models.Q(until__gt=timezone.now()))

    def of_address(self, address):
        """The block that an address falls under, or None. What is no address is in no range."""
        ranges = self.current().filter(kind=Block.Kind.ADDRESS)
        try:
            asked = ipaddress.ip_address(address)
        except ValueError:
            return None
        return next((each for each in ranges if asked in ipaddress.ip_network(each.value)), None)

    def of_email(self, email):
        """The block of the domain, or of one above it, that an e-mail address lies in, or None."""
        labels = email.lower().rpartition("@")[2].split(".")
        domains = [".".join(labels[start:]) for start in range(len(labels))]
        return self.current().filter(kind=Block.Kind.DOMAIN, value__in=domains).first()


class Block(models.Model):
    """A range of addresses, or a domain of e-mail addresses, from which nobody joins for a time."""

    class Kind(models.TextChoices):
        ADDRESS = "address", _("address range")
        DOMAIN = "domain", _("e-mail domain")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    value = models.CharField(_("which"), max_length=255)
    because = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        indexes = [models.Index(fields=["kind", "value"], name="block_value")]

    def __str__(self):
        return self.value

    @classmethod
    def of_member(cls, member, *, by, because, until, domain=False):
        """Block where a member last wrote from, and on request the domain of their address."""
        fields = {"because": because, "by": by, "until": until}
        made = []
        trace = member.traces.exclude(address=None).order_by("-at").first()
        if trace:
            size = 24 if "." in trace.address else 48
            value = _range(f"{trace.address}/{size}")
            made.append(cls.objects.create(kind=cls.Kind.ADDRESS, value=value, **fields))
        if domain and member.email:
            value = member.email.rpartition("@")[2]
            made.append(cls.objects.create(kind=cls.Kind.DOMAIN, value=value, **fields))
        return made

    def clean(self):
        if self.kind == self.Kind.ADDRESS:
            self.value = _range(self.value)
        else:
            self.value = self.value.strip().lower().lstrip("@.")
            if "." not in self.value or " " in self.value:
                raise ValidationError({"value": _t("A domain looks like example.org.")})


def _range(text):
    """The range in its one form. Nobody blocks half the net by a slip: /16 and /32 at most."""
    try:
        network = ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        raise ValidationError(
            {"value": _t("A range looks like 192.0.2.0/24 or 2001:db8::/48.")}
        ) from None
    if network.prefixlen < (16 if network.version == 4 else 32):
        raise ValidationError({"value": _t("This range is too large: /16 or /32 at most.")})
    return str(network)
