"""What was done to an answer, by whom and when."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Removal
from posts.models import Revision, SuggestedEdit

from .answer import Answer


class AnswerRemoval(Removal):
    """An answer that is gone from sight."""

    removed = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="removals")

    class Meta(Removal.Meta):
        verbose_name = _("answer's removal")
        verbose_name_plural = _("answers' removals")


class Repeat(models.Model):
    """An answer that its author had given to another question before, for moderators to look at."""

    answer = models.ForeignKey(
        Answer, verbose_name=_("answer"), on_delete=models.CASCADE, related_name="repeats"
    )
    earlier = models.ForeignKey(
        Answer, verbose_name=_("earlier answer"), on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(_("found at"), default=timezone.now)

    class Meta:
        verbose_name = _("repeated answer")
        verbose_name_plural = _("repeated answers")
        constraints = [
            models.UniqueConstraint(fields=["answer", "earlier"], name="repeat_once"),
        ]

    def __str__(self):
        return f"{self.answer_id} ← {self.earlier_id}"


class AnswerRevision(Revision):
    """An answer as it was after an edit."""

    post = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="revisions")

    class Meta(Revision.Meta):
        verbose_name = _("answer's revision")
        verbose_name_plural = _("answers' revisions")


class AnswerSuggestedEdit(SuggestedEdit):
    """Another text for an answer, by a member who may not edit it."""

    LINE = ("post", "post__question")

    post = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="suggested_edits")

    class Meta(SuggestedEdit.Meta):
        verbose_name = _("suggested edit of an answer")
        verbose_name_plural = _("suggested edits of answers")
