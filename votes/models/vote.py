from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import ReputationChange
from accounts.privileges import require_privilege
from answers.earnings import welcome
from hotpages.drops import drop
from limits.days import midnight
from posts.rules import require_in_sight, require_unlocked, require_writer
from rewards import again
from votes import merits

PRIVILEGE = {1: "vote up", -1: "vote down"}


class VoteQuerySet(models.QuerySet):
    def counted(self):
        """Votes that count: cast, not taken back, and not annulled."""
        return self.exclude(value=0).filter(annulled_at=None)

    def about(self, post):
        return self.filter(**{post.kind: post.pk})


class Vote(models.Model):
    """A member's word on a post: up, down, or taken back. One row a member and post, for ever.

    An annulled vote keeps its value, which does not count. `for_author` and `for_voter` are what it
    did to reputation, so that exactly this can be undone. An empty voter has left; what they said
    stays.
    """

    voter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="votes"
    )
    question = models.ForeignKey(
        "questions.Question", null=True, on_delete=models.CASCADE, related_name="votes"
    )
    answer = models.ForeignKey(
        "answers.Answer", null=True, on_delete=models.CASCADE, related_name="votes"
    )
    comment = models.ForeignKey(
        "comments.Comment", null=True, on_delete=models.CASCADE, related_name="votes"
    )
    # Whose post it is, so that a job finds who votes for whom without looking at posts.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    value = models.SmallIntegerField(_("value"))
    at = models.DateTimeField(_("at"))
    annulled_at = models.DateTimeField(_("annulled at"), null=True)
    serial = models.ForeignKey(
        "votes.SerialVoting", null=True, on_delete=models.SET_NULL, related_name="votes"
    )
    for_author = models.ForeignKey(
        ReputationChange, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    for_voter = models.ForeignKey(
        ReputationChange, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, answer=None, comment=None)
                | Q(question=None, answer__isnull=False, comment=None)
                | Q(question=None, answer=None, comment__isnull=False, value__gte=0),
                name="vote_on_one_post",
            ),
            models.CheckConstraint(condition=Q(value__in=[-1, 0, 1]), name="vote_up_down_or_none"),
            models.UniqueConstraint(fields=["voter", "question"], name="vote_question_once"),
            models.UniqueConstraint(fields=["voter", "answer"], name="vote_answer_once"),
            models.UniqueConstraint(fields=["voter", "comment"], name="vote_comment_once"),
        ]
        indexes = [
            models.Index(fields=["voter", "at"], name="vote_of_a_day"),
            models.Index(fields=["at", "voter", "author", "value"], name="vote_pairs"),
        ]

    def __str__(self):
        return f"{self.voter} {self.value:+}"

    @property
    def post(self):
        """What it is about."""
        return self.question or self.answer or self.comment

    @property
    def counts(self):
        """Its value as it counts."""
        return 0 if self.annulled_at else self.value

    # --- Verbs

    @classmethod
    @again.atomic
    def cast(cls, *, by, post, value):
        """Vote `value` (1, -1, or 0 to take it back) on a question, an answer or a comment.

        The post is held, so that votes on it come one after the other.
        The same again changes nothing. Raises PermissionDenied for one's own post and without the
        privilege; ValidationError for what is removed, locked, too late, or too much for a day.
        """
        require_writer(by)
        row = post.locked()
        require_in_sight(row)
        if row.author_id == by.pk:
            raise PermissionDenied(_t("Nobody votes on their own post."))
        vote = cls.objects.filter(voter=by).about(row).first() or cls.new(by, row)
        if vote.value == value:
            return vote
        # Asked again: the lock may have come while this vote waited for the post.
        row.thread.refresh_from_db(fields=["locked_at"])
        require_unlocked(row.thread)
        if value:
            require_privilege(by, PRIVILEGE[value])
        if value < 0 and row.kind == "comment":
            raise ValidationError(_t("Comments are voted up only."))
        vote._require_changeable(row)
        vote.at = timezone.now()
        vote._count(row, value=value)
        vote._credit(row)
        vote._require_room_today(by)
        # Who has just come vouches for nobody: else two new accounts would welcome each other.
        if value > 0 and row.author and row.kind != "comment" and not by.is_new:
            welcome(row.author)
        return vote

    @again.atomic
    def annul(self):
        """Let the vote count no more, whoever cast it. Returns whether it did until now."""
        row = self.post.locked()
        self.refresh_from_db()
        if self.annulled_at:
            return False
        self._count(row, annulled_at=timezone.now())
        self._undo()
        return True

    @again.atomic
    def reinstate(self):
        """Let an annulled vote count again, for what it did to reputation before."""
        row = self.post.locked()
        self.refresh_from_db()
        if self.annulled_at:
            self._count(row, annulled_at=None)
            self._redo()

    # --- What the verbs are made of

    @classmethod
    def new(cls, voter, post):
        """A vote that says nothing yet; it is not saved."""
        return cls(voter=voter, author_id=post.author_id, value=0, **{f"{post.kind}_id": post.pk})

    def _require_changeable(self, post):
        if self.annulled_at:
            raise ValidationError(_t("Your vote on this post was taken back by the moderators."))
        if not self.value:
            return
        until = self.at + timedelta(minutes=settings.VOTE_MINUTES)
        edited_since = post.edited_at and post.edited_at > self.at
        if timezone.now() > until and not edited_since:
            raise ValidationError(
                _t("A vote can be changed for %(minutes)s minutes, or when the post was edited.")
                % {"minutes": settings.VOTE_MINUTES}
            )

    def _require_room_today(self, by):
        """The voter's row is held, so that of votes at the same moment none is overlooked."""
        today = Vote.objects.filter(voter=by, at__gte=midnight(self.at)).count()
        if today > settings.VOTES_A_DAY:
            raise ValidationError(
                _t("You have cast your %(most)s votes of today. Tomorrow there are new ones.")
                % {"most": settings.VOTES_A_DAY}
            )

    def _count(self, post, **changes):
        """Change the vote, and with it the score; the post is held. Reputation comes next."""
        before = self.counts
        for name, value in changes.items():
            setattr(self, name, value)
        now = self.counts
        post.count_vote(now - before, (now < 0) - (before < 0))
        drop(post.page_key)

    def _credit(self, post):
        """Undo what the vote did to reputation, and do what it does now."""
        author = merits.of_author(post, self.counts)
        voter = merits.of_voter(post, self.counts, self.voter_id)
        made = ReputationChange.make(
            *author,
            *voter,
            undoing=[self.for_author, self.for_voter],
            holding=[self.voter_id] if self.voter_id else [],
        )
        new = {change.member_id: change for change in made if not change.undoes_id}
        self.for_author = new.get(post.author_id) if author else None
        self.for_voter = new.get(self.voter_id) if voter else None
        self.save()

    def _undo(self):
        """Undo what the vote did to reputation, and remember it: it may count again one day."""
        ReputationChange.make(undoing=[self.for_author, self.for_voter])
        self.save()

    def _redo(self):
        again = ReputationChange.redo(self.for_author, self.for_voter)
        self.for_author, self.for_voter = again
        self.save()
