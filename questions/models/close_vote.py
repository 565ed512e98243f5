from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .closure import Closure


class CloseVoteQuerySet(models.QuerySet):
    def standing(self):
        """Votes that count: neither withdrawn nor carried out, of members, and young enough."""
        since = timezone.now() - timedelta(days=settings.CLOSE_VOTE_DAYS)
        return self.filter(ended_at=None, at__gte=since).exclude(voter=None).order_by("pk")

    def to_close(self):
        """For closing; not as a duplicate of what is gone."""
        return self.standing().exclude(kind="").exclude(kind="duplicate", original=None)

    def to_reopen(self):
        return self.standing().filter(kind="")

    def end(self, closure=None):
        """End these votes; `closure` is what they made, or undid."""
        return self.filter(ended_at=None).update(ended_at=timezone.now(), closure=closure)


class CloseVote(models.Model):
    """A member's wish that a question be closed, and why; without a kind, that it be reopened.

    One stands for each member and question. It ends when it is withdrawn, when another takes its
    place, and when the question is closed or reopened: then `closure` says which closure that was.
    """

    question = models.ForeignKey(
        "questions.Question", on_delete=models.CASCADE, related_name="close_votes"
    )
    voter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Closure.VOTED, blank=True)
    original = models.ForeignKey(
        "questions.Question", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    closure = models.ForeignKey(Closure, null=True, on_delete=models.SET_NULL, related_name="votes")

    objects = CloseVoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote to close or to reopen")
        verbose_name_plural = _("votes to close or to reopen")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "voter"], condition=Q(ended_at=None), name="close_vote_one_open"
            ),
            models.CheckConstraint(
                condition=Q(original=None) | Q(kind="duplicate"),
                name="close_vote_original_of_a_duplicate",
            ),
        ]

    def __str__(self):
        return f"{self.voter}: {self.kind or 'reopen'}"

    @classmethod
    def cast(cls, question, *, by, kind="", original=None):
        """`by`'s vote, instead of what they said before; the same again is the same vote.

        The caller holds the question's row.
        """
        mine = cls.objects.filter(question=question, voter=by)
        same = mine.standing().filter(kind=kind, original=original).first()
        if same:
            return same
        mine.end()
        return cls.objects.create(question=question, voter=by, kind=kind, original=original)

    @staticmethod
    def outcome(votes, last):
        """What most of these votes want: a kind, and for a duplicate the question it leads to.

        Of as many the first counts. `last` gives the end of an original's line.
        """
        kind = _most(vote.kind for vote in votes)
        if kind != Closure.Kind.DUPLICATE:
            return kind, None
        return kind, _most(last(vote.original) for vote in votes if vote.original)


def _most(named):
    # Of as many, Counter has the first one first.
    return Counter(named).most_common(1)[0][0]
