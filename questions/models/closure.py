from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Closure(models.Model):
    """A question that takes no answers: who closed it, when, why, and who opened it again.

    `by` is empty when no one member decided it: by votes, an import, or a deleted account.
    `original` is what a duplicate repeats; an import knows none.
    """

    class Kind(models.TextChoices):
        """Why, as the form offers it."""

        DUPLICATE = "duplicate", _("It has been asked before")
        OFF_TOPIC = "off topic", _("It does not belong here")
        UNCLEAR = "unclear", _("It cannot be told what is asked")
        OPINION = "opinion", _("It asks for opinions")
        OTHER = "other", _("Another reason")

    # What members may vote for: all but the last, which needs a moderator's words.
    VOTED = Kind.choices[:-1]
    SENTENCES = {
        Kind.DUPLICATE: _("This question has been asked before."),
        Kind.OFF_TOPIC: _("This question is about something that this site does not cover."),
        Kind.UNCLEAR: _("It cannot be told from the text what exactly is asked."),
        Kind.OPINION: _("Answers could only be opinions, and none could be shown to be right."),
        Kind.OTHER: "",
    }
    MENDING = {
        Kind.DUPLICATE: _("If the answers there do not help you, say in the text what differs."),
        Kind.OFF_TOPIC: _("If it does belong here, say in the text how."),
        Kind.UNCLEAR: _("Say what you have, what you tried, and what you want to know."),
        Kind.OPINION: _("Ask for facts or experience, and say by what you will judge an answer."),
        Kind.OTHER: _("Change the text so that the reason no longer holds."),
    }

    question = models.ForeignKey(
        "questions.Question", on_delete=models.CASCADE, related_name="closures"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OTHER)
    original = models.ForeignKey(
        "questions.Question",
        verbose_name=_("original"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="duplicates",
    )
    because = models.CharField(_("reason"), max_length=500, blank=True)
    at = models.DateTimeField(_("closed at"), default=timezone.now)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reopened_at = models.DateTimeField(_("reopened at"), null=True, blank=True)

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(reopened_at=None),
                name="closure_one_open",
            ),
            models.CheckConstraint(
                condition=Q(original=None) | Q(kind="duplicate") & ~Q(original=F("question")),
                name="closure_original_of_a_duplicate",
            ),
        ]

        indexes = [
            models.Index(fields=["at"], condition=Q(reopened_at=None), name="closure_open"),
        ]

    def __str__(self):
        return self.because or str(self.sentence)

    @property
    def sentence(self):
        """Why, for everybody; nothing where only `because` says it."""
        return self.SENTENCES[self.kind]

    @property
    def mending(self):
        """What its asker can do."""
        return self.MENDING[self.kind]
