from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """A handful of page views that reached Postgres: proof that they are counted already."""

    id = models.UUIDField(primary_key=True)
    counted_at = models.DateTimeField(_("counted at"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("batch of page views")
        verbose_name_plural = _("batches of page views")

    def __str__(self):
        return str(self.id)

    @classmethod
    def settle(cls, id, views, receive):
        """Hand `views` to `receive` exactly once, in the transaction that records the batch.

        False when the batch was counted before: by a run that was killed before it could clear
        Redis, or by one beside us, for which the insert waits.
        """
        try:
            with transaction.atomic():
                cls.objects.create(id=id)
                receive(views)
        except IntegrityError:
            if cls.objects.filter(id=id).exists():
                return False
            raise
        return True

    @classmethod
    def unsettled(cls, ids):
        """Those of `ids` that Postgres does not have."""
        known = set(cls.objects.filter(pk__in=ids).values_list("pk", flat=True))
        return [id for id in ids if id not in known]

    @classmethod
    def forget_before(cls, moment):
        """Drop records that Redis cannot bring back any more."""
        cls.objects.filter(counted_at__lt=moment).delete()


class Drop(models.Model):
    """Pages that are old since a change, by what they were made from; Redis does not know yet."""

    keys = ArrayField(models.TextField())
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("drop of hot pages")
        verbose_name_plural = _("drops of hot pages")

    def __str__(self):
        return " ".join(self.keys)


class HotPage(models.Model):
    """No table: it gives the admin's page about hot pages a place in its menu and a permission."""

    class Meta:
        managed = False
        default_permissions = ("view",)
        verbose_name = _("hot page")
        verbose_name_plural = _("hot pages and views")

    def __str__(self):
        return str(self._meta.verbose_name)
