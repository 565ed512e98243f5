from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Acceptance(models.Model):
    """The asker's word that an answer solved it. Withdrawn ones stay as history.

    `by` is empty for an imported acceptance of a removed owner, or a deleted account.
    """

    question = models.ForeignKey(
        "questions.Question", on_delete=models.CASCADE, related_name="acceptances"
    )
    answer = models.ForeignKey(
        "answers.Answer", on_delete=models.CASCADE, related_name="acceptances"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("accepted at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("acceptance")
        verbose_name_plural = _("acceptances")
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(withdrawn_at=None),
                name="acceptance_one_a_question",
            )
        ]
        indexes = [models.Index(fields=["at"], name="acceptance_at")]

    def __str__(self):
        return f"{self.answer_id} ← {self.question_id}"
