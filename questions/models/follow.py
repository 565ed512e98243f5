from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rewards import again


class FollowQuerySet(models.QuerySet):
    def current(self):
        """Those who follow now."""
        return self.filter(stopped_at=None)


class Follow(models.Model):
    """A member who wants to know what happens to a question.

    Who asks or answers it follows by that. `stopped_at` stays, so that one who stopped is not made
    to follow again by the next answer.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="follows",
        db_index=False,  # The constraint's index serves.
    )
    question = models.ForeignKey(
        "questions.Question", on_delete=models.CASCADE, related_name="follows", db_index=False
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    stopped_at = models.DateTimeField(_("stopped at"), null=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [models.UniqueConstraint(fields=["member", "question"], name="follow_once")]
        # Followers are counted for each member who reads the page.
        indexes = [models.Index(fields=["question", "stopped_at"], name="follow_current")]

    def __str__(self):
        return f"{self.member} → {self.question}"

    @classmethod
    @again.atomic
    def begin(cls, *, by, question):
        """Follow; also again, after having stopped. The question is held: locks have one order."""
        question.locked()
        follow, _is_new = cls.objects.get_or_create(member=by, question=question)
        if follow.stopped_at:
            follow.stopped_at = None
            follow.save(update_fields=["stopped_at"])
        return follow

    @classmethod
    def move(cls, question, into):
        """Let its followers follow another question; both are held. Who stopped there stays so."""
        known = cls.objects.filter(question=into).values("member")
        follows = cls.objects.filter(question=question)
        follows.exclude(member__in=known).update(question=into)
        follows.delete()

    @classmethod
    def stop(cls, *, by, question):
        """Follow no more. Returns whether `by` did."""
        mine = cls.objects.current().filter(member=by, question=question)
        return bool(mine.update(stopped_at=timezone.now()))
