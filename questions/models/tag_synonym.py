from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TagSynonym(models.Model):
    """A tag that was merged: its name and its address mean another one.

    The tag's row stays: nobody takes its name anew, and an import finds it by its source. `tag` was
    not merged itself: when it is, this row leads on to where it went.
    """

    synonym = models.OneToOneField(
        "questions.Tag",
        verbose_name=_("merged tag"),
        on_delete=models.CASCADE,
        related_name="meaning",
    )
    tag = models.ForeignKey(
        "questions.Tag",
        verbose_name=_("what it means"),
        on_delete=models.CASCADE,
        related_name="synonyms",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    because = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("synonym of a tag")
        verbose_name_plural = _("synonyms of tags")
        constraints = [
            models.CheckConstraint(condition=~Q(synonym=F("tag")), name="tag_synonym_of_another")
        ]

    def __str__(self):
        return f"{self.synonym} → {self.tag}"
