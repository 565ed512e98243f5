"""What a clean-up took away, one by one, so that exactly this comes back."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t

from accounts.models import Act
from answers.models import Acceptance
from rewards import again
from rewards.models import Seizure
from votes.models import Vote


class Cleaned(models.Model):
    """Something that a clean-up took away, and when it came back."""

    back_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def _is_back(self):
        self.back_at = timezone.now()
        self.save(update_fields=["back_at"])


class CleanedPost(Cleaned):
    """A post that a clean-up removed; one that had been held is held again when it comes back."""

    clean_up = models.ForeignKey(
        "moderation.CleanUp", on_delete=models.CASCADE, related_name="cleaned_posts"
    )
    question = models.ForeignKey("questions.Question", null=True, on_delete=models.CASCADE)
    answer = models.ForeignKey("answers.Answer", null=True, on_delete=models.CASCADE)
    comment = models.ForeignKey("comments.Comment", null=True, on_delete=models.CASCADE)
    was_held = models.BooleanField(default=False)
    # The number of the removal, among those of its kind of post.
    removal = models.BigIntegerField(null=True)
    # What its removal ended, of an answer that was accepted.
    acceptance = models.ForeignKey(Acceptance, null=True, on_delete=models.SET_NULL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, answer=None, comment=None)
                | Q(question=None, answer__isnull=False, comment=None)
                | Q(question=None, answer=None, comment__isnull=False),
                name="cleaned_one_post",
            )
        ]

    def __str__(self):
        return f"{self.question or self.answer or self.comment}"

    @again.atomic
    def bring_back(self, *, by):
        """Restore the post, unless somebody has removed it for another reason since."""
        post = self.question or self.answer or self.comment
        if post.removal and post.removal.pk == self.removal:
            post.restore(by=by)
            if self.acceptance:
                self.acceptance.reinstate()
            if self.was_held:
                post.hold_back(because=_t("Held before a clean-up that was undone."))
        self._is_back()


class CleanedCoins(Cleaned):
    """Coins that a member of the spammer's ring had got through the spammer, and no longer has."""

    clean_up = models.ForeignKey(
        "moderation.CleanUp", on_delete=models.CASCADE, related_name="cleaned_coins"
    )
    seizure = models.OneToOneField(Seizure, on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return f"{self.seizure}"

    @again.atomic
    def bring_back(self, *, by):
        """Give the coins back. Returns whether that is new."""
        is_new = self.seizure.give_back(by=by)
        if is_new and (owner := self.seizure.account.owner):
            owner.log(Act.Kind.RETURNED, by=by)
        self._is_back()
        return is_new


class CleanedVote(Cleaned):
    """A vote that a clean-up took back."""

    clean_up = models.ForeignKey(
        "moderation.CleanUp", on_delete=models.CASCADE, related_name="cleaned_votes"
    )
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.vote}"

    @again.atomic
    def bring_back(self):
        """Let the vote count again."""
        self.vote.reinstate()
        self._is_back()
