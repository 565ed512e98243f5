"""What was done to a question, by whom and when."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Removal
from posts.models import Revision, SuggestedEdit

from .category import Category
from .question import Question


class QuestionRemoval(Removal):
    """A question that is gone from sight."""

    removed = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="removals")

    class Meta(Removal.Meta):
        verbose_name = _("question's removal")
        verbose_name_plural = _("questions' removals")


class QuestionRevision(Revision):
    """A question as it was after an edit."""

    CONTENT = ("title", "body", "body_format", "category", "tags")
    NAMED = ("category__parent__parent",)

    post = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="revisions")
    title = models.CharField(_("title"), max_length=150)
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    tags = ArrayField(models.CharField(max_length=100), verbose_name=_("tags"))

    class Meta(Revision.Meta):
        verbose_name = _("question's revision")
        verbose_name_plural = _("questions' revisions")


class QuestionSuggestedEdit(SuggestedEdit):
    """Another text or place for a question, by a member who may not edit it."""

    CONTENT = ("title", "body", "category", "tags")

    post = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="suggested_edits")
    title = models.CharField(_("title"), max_length=150)
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    tags = ArrayField(models.CharField(max_length=100), verbose_name=_("tags"))

    class Meta(SuggestedEdit.Meta):
        verbose_name = _("suggested edit of a question")
        verbose_name_plural = _("suggested edits of questions")

    @property
    def content(self):
        """What it proposes; in place of a category that is gone since, the question's own."""
        return super().content | {"category": self.category or self.post.category}
