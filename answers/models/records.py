"""What was done to an answer, by whom and when."""

from django.db import models
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


class AnswerRevision(Revision):
    """An answer as it was after an edit."""

    post = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="revisions")

    class Meta(Revision.Meta):
        verbose_name = _("answer's revision")
        verbose_name_plural = _("answers' revisions")


class AnswerSuggestedEdit(SuggestedEdit):
    """Another text for an answer, by a member who may not edit it."""

    post = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="suggested_edits")

    class Meta(SuggestedEdit.Meta):
        verbose_name = _("suggested edit of an answer")
        verbose_name_plural = _("suggested edits of answers")
