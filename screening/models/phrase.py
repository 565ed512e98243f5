import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

FEWEST = 3
# All of them are looked for in every text of who is not known yet.
MOST_PHRASES = 1_000


def even(text):
    """A text in the form in which phrases are looked for: no case, no look-alikes, one space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


class PhraseQuerySet(models.QuerySet):
    def within(self, text):
        """The phrases that stand in `text` as whole words."""
        text = even(text)
        return [phrase for phrase in self[:MOST_PHRASES] if phrase.stands_in(text)]


class Phrase(models.Model):
    """Words that moderators do not want to see published unread, or at all."""

    class Action(models.TextChoices):
        HOLD = "hold", _("hold for review")
        REFUSE = "refuse", _("refuse")

    words = models.CharField(_("words"), max_length=200, unique=True)
    action = models.CharField(_("then"), max_length=6, choices=Action, default=Action.HOLD)
    note = models.CharField(_("note for other moderators"), max_length=200, blank=True)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        verbose_name = _("phrase")
        verbose_name_plural = _("phrases")
        ordering = ["words"]

    def __str__(self):
        return self.words

    def clean(self):
        self.words = even(self.words)
        if len(self.words) < FEWEST:
            raise ValidationError(
                {"words": _t("Use at least %s characters: short words stand everywhere.") % FEWEST}
            )

    def stands_in(self, even_text):
        """Whether it stands in a text made by `even`, not as a part of a longer word."""
        if self.words not in even_text:
            return False
        return bool(re.search(rf"(?<!\w){re.escape(self.words)}(?!\w)", even_text))
