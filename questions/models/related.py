from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from hotpages.drops import drop


class Related(models.Model):
    """A question that another one's page points to; `search.relating` finds them."""

    question = models.ForeignKey(
        "questions.Question",
        on_delete=models.CASCADE,
        related_name="relations",
        db_index=False,  # The constraint's index serves.
    )
    other = models.ForeignKey("questions.Question", on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        verbose_name = _("related question")
        verbose_name_plural = _("related questions")
        constraints = [models.UniqueConstraint(fields=["question", "place"], name="related_place")]

    def __str__(self):
        return f"{self.question_id} → {self.other_id}"

    @classmethod
    @transaction.atomic
    def write(cls, question, numbers):
        """Point to the questions of these numbers, in this order, and to no others."""
        before = cls.objects.filter(question=question).order_by("place")
        if list(before.values_list("other", flat=True)) == list(numbers):
            return
        before.delete()
        cls.objects.bulk_create(
            [cls(question=question, other_id=pk, place=n) for n, pk in enumerate(numbers)]
        )
        drop(question.page_key)
