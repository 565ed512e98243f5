from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Merit, ReputationChange
from accounts.models.reputation import Reason
from hotpages.drops import drop
from rewards import again


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
    # What it did to reputation, so that exactly this is undone with it.
    for_answerer = models.ForeignKey(
        ReputationChange, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    for_asker = models.ForeignKey(
        ReputationChange, null=True, on_delete=models.SET_NULL, related_name="+"
    )
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

    @classmethod
    def make(cls, answer, *, question, by):
        """Accept the answer instead of what was accepted; the caller holds the question."""
        made = cls(question=question, answer=answer, by=by)
        before = cls._end(question.acceptances)
        made._credit(_changes(before))
        made.save(force_insert=True)
        return made

    @classmethod
    def withdraw(cls, acceptances):
        """End what stands of these, and what it did to reputation. Returns whether any did."""
        ended = cls._end(acceptances)
        ReputationChange.make(undoing=_changes(ended))
        return bool(ended)

    @again.atomic
    def reinstate(self):
        """Let it stand again as it did, with what it did to reputation. Returns whether it does.

        Not where its answer is out of sight or stands below another question now, and where the
        asker has accepted one since.
        """
        question = self.answer.hold_question()
        self.answer.refresh_from_db(fields=["removed_at"])
        self.refresh_from_db(fields=["withdrawn_at"])
        if question.pk != self.question_id or question.accepted_at or self.answer.removed_at:
            return False
        if not self.withdrawn_at:
            return False
        changes = ReputationChange.redo(self.for_answerer, self.for_asker)
        self.for_answerer, self.for_asker = changes
        self.withdrawn_at = None
        self.save(update_fields=["for_answerer", "for_asker", "withdrawn_at"])
        self.answer.mark_accepted(self.at)
        drop(self.answer.page_key)
        return True

    @classmethod
    def _end(cls, acceptances):
        standing = acceptances.filter(withdrawn_at=None)
        ended = list(standing.select_related("for_answerer", "for_asker"))
        standing.update(withdrawn_at=timezone.now())
        return ended

    def _credit(self, undoing):
        """Standing for both, where one accepts the other's answer."""
        answerer, asker, about = self.answer.author_id, self.by_id, self.answer.about
        merits = []
        if answerer not in (None, asker) and not self.answer.community_wiki_at:
            merits = [
                Merit(answerer, Reason.ACCEPTED, about),
                Merit(asker, Reason.ACCEPTING, about),
            ]
        made = ReputationChange.make(*merits, undoing=undoing)
        new = {change.reason: change for change in made if not change.undoes_id}
        self.for_answerer = new.get(Reason.ACCEPTED)
        self.for_asker = new.get(Reason.ACCEPTING)


def _changes(acceptances):
    return [change for each in acceptances for change in (each.for_answerer, each.for_asker)]
