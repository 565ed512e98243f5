from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import Act
from answers import earnings
from answers.rules import require_acceptable, require_answerer
from hotpages.drops import drop
from posts.models import SHOWN, PostQuerySet, written_once
from posts.newcomers import check_newcomer
from posts.rules import (
    require_author_or_moderator,
    require_moderator,
    require_open_to,
    require_present,
    require_restorer,
    require_writer,
)
from questions.models import Question
from rewards import again
from rewards.models import Ending, Reversal
from rewards.tips import tip, tipped_once

from .acceptance import Acceptance
from .answer_text import AnswerText
from .smoothed import SMOOTHED

# The columns that the ask page needs besides those of any post.
READ = [
    *("question", "accepted_at", "awarded_coins", "author__removed_at"),
    *("author__works_at", "author__studied_at", "author__lives_in"),
]


class AnswerQuerySet(PostQuerySet):
    def ranked(self):
        """Accepted first, then by the smoothed score of votes, then the older first."""
        return self.order_by(F("accepted_at").asc(nulls_last=True), "-rank", "created_at", "pk")

    def newest(self):
        return self.order_by("-created_at", "-pk")

    def oldest(self):
        return self.order_by("created_at", "pk")

    def for_reading(self):
        """What the ask page shows of answers, in one query."""
        return self.select_related("author", "source").only(*SHOWN, *READ)

    def count_awards(self):
        """Write on these answers what pots have paid for them; what was reversed does not count."""
        paid = (
            Ending.objects.filter(about_kind="answer", about_id=models.OuterRef("pk"))
            .filter(reversed_part=None)
            .order_by()
            .values("about_id")
            .values_list(models.Sum("paid"))
        )
        return self.update(awarded_coins=Coalesce(models.Subquery(paid), 0))


class Answer(AnswerText):
    """A member's answer to a question."""

    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True, editable=False)
    rank = models.GeneratedField(
        expression=SMOOTHED, output_field=models.FloatField(), db_persist=True
    )
    # Repeats what the records of the bank say, so that a page need not ask it.
    awarded_coins = models.PositiveIntegerField(_("coins from pots"), default=0, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta(AnswerText.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        indexes = [
            models.Index(
                "question",
                F("accepted_at").asc(nulls_last=True),
                F("rank").desc(),
                "created_at",
                "id",
                condition=models.Q(removed_at=None),
                name="answer_ranked",
            ),
            models.Index(fields=["author", "-created_at", "-id"], name="answer_author"),
            models.Index(
                fields=["-created_at", "-id"],
                condition=models.Q(removed_at=None),
                name="answer_newest",
            ),
            models.Index(fields=["id"], condition=models.Q(sketch=None), name="answer_to_sketch"),
            models.Index(
                fields=["uncompared_since", "id"],
                condition=models.Q(uncompared_since__isnull=False),
                name="answer_to_compare",
            ),
        ]

    # --- Verbs

    @classmethod
    def write(cls, *, by, question, body, once_key=None, held=""):
        """A new answer; the same `once_key` again returns the first one.

        `held` says why moderators are to look at it before it is published. Raises SaidAlready.
        """
        require_writer(by)
        if first := written_once(cls, by=by, once_key=once_key):
            return first
        answer = cls(author=by, question=question, once_key=once_key, licence=settings.LICENCE)
        answer.set_body(body)
        check_newcomer(answer, by=by)
        try:
            return answer._publish(by=by, held=held)
        except IntegrityError:
            if first := written_once(cls, by=by, once_key=once_key):
                return first
            raise

    @again.atomic
    def accept(self, *, by):
        """Say that this answer solved the question. An acceptance elsewhere moves here."""
        require_writer(by)
        question = self.hold_question()
        require_acceptable(self, question, by)
        if self.accepted_at:
            return False
        question.answers.exclude(accepted_at=None).update(accepted_at=None)
        acceptance = Acceptance.make(self, question=question, by=by)
        self.mark_accepted(acceptance.at)
        earnings.reward(self, question)
        if earnings.hand_over(self, question, by=by):
            Answer.objects.filter(pk=self.pk).count_awards()
        drop(self.page_key)
        return True

    @again.atomic
    def withdraw_acceptance(self, *, by):
        """Take the acceptance back. Returns whether there was one."""
        require_writer(by)
        question = self.hold_question()
        require_acceptable(self, question, by)
        gone = Acceptance.withdraw(self.acceptances)
        if gone:
            self.mark_accepted(None)
            earnings.take_back(question)
            drop(self.page_key)
        return gone

    @again.atomic
    def award(self, *, by, pledge):
        """Give `by`'s own pledge to this answer. Returns whether that is new.

        Raises PermissionDenied for somebody else's coins, ValidationError for an answer that does
        not qualify, below a question that is out of sight, and for coins that went elsewhere.
        """
        require_writer(by)
        question = self.hold_question()
        require_present(question)
        self.refresh_from_db(fields=["removed_at", "accepted_at", "author"])
        awarded = earnings.award(self, question, pledge, by=by)
        if awarded:
            Answer.objects.filter(pk=self.pk).count_awards()
            drop(self.page_key)
        return awarded

    @again.atomic
    def tip(self, *, by, coins, once_key):
        """Give the author coins that `by` earned. The same `once_key` again: the first transfer."""
        require_writer(by)
        if first := tipped_once(by=by, coins=coins, about=("answer", self.pk), once_key=once_key):
            return first
        require_present(self.hold_question())
        self.refresh_from_db(fields=["removed_at", "author"])
        require_present(self)
        if self.author is None or self.author.removed_at:
            raise ValidationError(_t("Its author has left: nobody would get the coins."))
        about = "answer", self.pk
        return tip(by=by, to=self.author, coins=coins, about=about, once_key=once_key)

    @again.atomic
    def reverse_award(self, *, by, because):
        """Take back, for the pledgers, what pots paid for this answer lately. Moderators only."""
        require_moderator(by)
        if not because.strip():
            raise ValidationError(_t("Say why: all whose coins it moves will read it."))
        self.hold_question()
        reversal = Reversal.make(about=("answer", self.pk), by=by, because=because)
        self.log(Act.Kind.REVERSED, by=by, because=because)
        Answer.objects.filter(pk=self.pk).count_awards()
        drop(self.page_key)
        return reversal

    def remove(self, *, by, because):
        """Take the answer out of sight. Its author may, while it is not the accepted one."""
        require_author_or_moderator(self, by)
        with transaction.atomic():
            require_open_to(self.hold_question(), by)
            self.refresh_from_db(fields=["accepted_at"])
            if self.accepted_at and not by.is_moderator:
                raise ValidationError(_t("The accepted answer can be removed by a moderator only."))
            return self.put_away(by=by, because=because)

    @again.atomic
    def restore(self, *, by):
        """Bring a removed answer back; moderators, and authors who removed it themselves.

        Raises SaidAlready where an author's own answer says the same by now.
        """
        require_open_to(self.hold_question(), by)
        self.refresh_from_db(fields=["removed_at"])
        require_restorer(self, by)
        if self.removed_at and not by.is_moderator:
            self.refuse_repeat()
        return self.bring_back(by=by)

    # --- What the verbs are made of

    @property
    def thread(self):
        """The question that it belongs to."""
        return self.question

    @property
    def line(self):
        """Itself and what it stands below: out of sight with any of them."""
        return [self, self.question]

    def locked(self):
        """The row as it is now, held until the transaction ends; for what leaves the question."""
        rows = Answer.objects.select_for_update(of=("self",), no_key=True)
        return rows.select_related("question", "author").get(pk=self.pk)

    @transaction.atomic
    def _publish(self, *, by, held):
        """Store the answer, with all that follows from it. Returns it, or what was stored before.

        Of a form that is sent twice at the same moment the second waits here for the first, and
        would repeat it.
        """
        question = self.hold_question()
        require_answerer(question, by)
        if first := written_once(Answer, by=by, once_key=self.once_key):
            return first
        self.refuse_repeat()
        self.save(force_insert=True)
        self.count(+1, active_at=self.created_at)
        question.be_followed(by=by)
        drop(self.page_key)
        if held:
            self.hold_back(because=held)
        return self

    def mark_accepted(self, at):
        """Write an acceptance's time, or None, where lists and rankings look for it."""
        self.accepted_at = at
        Answer.objects.filter(pk=self.pk).update(accepted_at=at)
        Question.objects.filter(pk=self.question_id).update(accepted_at=at)

    def count(self, by, **also):
        """Add to the question's number of visible answers; the caller holds its row."""
        question = Question.objects.filter(pk=self.question_id)
        question.update(answer_count=F("answer_count") + by, **also)
        question.get().mirror()

    def when_decided(self):
        Acceptance.withdraw(self.acceptances)
        if self.accepted_at:
            self.mark_accepted(None)
            earnings.take_back(self.hold_question())
            drop(self.page_key)

    def when_removed(self):
        self.count(-1)
        drop(self.page_key)

    def when_restored(self):
        self.count(+1)
        drop(self.page_key)
