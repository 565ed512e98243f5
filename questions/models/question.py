from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from hotpages.drops import drop
from posts.models import written_once
from posts.newcomers import check_newcomer
from posts.rules import (
    require_author_or_moderator,
    require_open_to,
    require_present,
    require_restorer,
    require_unlocked,
    require_writer,
)
from questions.new_tags import check_new_tags
from rewards import again
from rewards.models import Account, Pledge, Pot

from .bounty import Bounty
from .category import Category
from .closing import Closable
from .follow import Follow
from .mergeable import Mergeable
from .question_queries import WORDS, QuestionQuerySet
from .question_text import QuestionText
from .restricting import Restrictable
from .tag import Tag


class Question(Closable, Mergeable, Restrictable, QuestionText):
    """What a member wants to know. Its counters are written by the verbs of the rooms above."""

    answer_count = models.PositiveIntegerField(_("answers"), default=0, editable=False)
    view_count = models.PositiveBigIntegerField(_("page views"), default=0, editable=False)
    active_at = models.DateTimeField(_("active at"), default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True, editable=False)
    # When the reward for an accepted answer was paid or lost: it is never paid again.
    rewarded_at = models.DateTimeField(_("rewarded at"), null=True, blank=True, editable=False)
    # What lies in the open pot, and until when it may be added to.
    pot_coins = models.PositiveIntegerField(_("coins in the pot"), default=0, editable=False)
    pot_ends_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta(QuestionText.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        indexes = [
            models.Index(
                fields=["-created_at", "-id"],
                condition=models.Q(removed_at=None),
                name="question_newest",
            ),
            models.Index(
                fields=["-created_at", "-id"],
                condition=models.Q(removed_at=None, answer_count=0, closed_at=None),
                name="question_unanswered",
            ),
            models.Index(
                fields=["category", "-created_at", "-id"],
                condition=models.Q(removed_at=None),
                name="question_category",
            ),
            models.Index(
                fields=["-active_at", "-id"],
                condition=models.Q(removed_at=None),
                name="question_active",
            ),
            models.Index(
                fields=["category", "-active_at", "-id"],
                condition=models.Q(removed_at=None),
                name="question_category_active",
            ),
            models.Index(
                fields=["category", "-created_at", "-id"],
                condition=models.Q(removed_at=None, answer_count=0, closed_at=None),
                name="question_category_open",
            ),
            models.Index(fields=["author", "-created_at", "-id"], name="question_author"),
            models.Index(
                fields=["-pot_coins", "-id"],
                condition=models.Q(removed_at=None, pot_coins__gt=0),
                name="question_richest",
            ),
            models.Index(
                fields=["pot_ends_at", "id"],
                condition=models.Q(removed_at=None, pot_coins__gt=0),
                name="question_pot_ends",
            ),
            GinIndex(WORDS, name="question_words"),
        ]

    @property
    def bounty(self):
        """The open bounty with its pot, or None."""
        if not self.pot_coins:
            return None
        bounty = self.bounties.filter(closed_at=None).select_related("pot__account").first()
        if bounty:
            bounty.question = self
        return bounty

    @property
    def takes_answers(self):
        """Whether anybody may answer it: it is neither removed nor closed nor locked."""
        return not (self.removed_at or self.closed_at or self.locked_at)

    # --- Verbs

    @classmethod
    def ask(cls, *, by, title, body, category, tags, coins=None, once_key=None, held=""):
        """A new question, with `coins` of the asker's in a pot; `once_key` again: the first one.

        `held` says why moderators are to look at it before it is published.
        """
        require_writer(by)
        if first := written_once(cls, by=by, once_key=once_key):
            return first
        question = cls(author=by, title=title, category=category, once_key=once_key)
        question.licence = settings.LICENCE
        question.active_at = question.created_at
        question.set_body(body)
        check_newcomer(question, by=by)
        check_new_tags(tags, by=by)
        try:
            with transaction.atomic():
                question.save(force_insert=True)
                question.set_tags(tags)
                Category.objects.count_question(into=question.category_id)
                question.be_followed(by=by)
                if coins:
                    key = f"asked {question.pk}"
                    question.pledge(by=by, coins=coins, once_key=key, running=not held)
                if held:
                    question.hold_back(because=held)
        except IntegrityError:
            if first := written_once(cls, by=by, once_key=once_key):
                return first
            raise
        return question

    def remove(self, *, by, because):
        """Take the question out of sight. Its asker may, while nobody has answered it."""
        require_author_or_moderator(self, by)
        with transaction.atomic():
            row = self.locked()
            require_open_to(row, by)
            if row.answer_count and not by.is_moderator:
                raise ValidationError(
                    _t("Others have answered: only a moderator may remove this question.")
                )
            if row.pot_coins and not by.is_moderator:
                raise ValidationError(
                    _t("Coins lie in its pot: only a moderator may remove this question.")
                )
            return self.put_away(by=by, because=because)

    @again.atomic
    def restore(self, *, by):
        """Bring a removed question back; moderators, and authors who removed it themselves."""
        row = self.locked()
        require_restorer(row, by)
        row.refuse_if_merged()
        require_open_to(row, by)
        return self.bring_back(by=by)

    @again.atomic
    def pledge(self, *, by, coins, once_key, running=True):
        """Put coins of `by`'s into the question's pot, opening one if there is none.

        `running=False`: the time of a new pot begins when the question is published.
        The same `once_key` again returns the first pledge. Raises ValidationError, of which
        NotEnoughCoins is one.
        """
        require_writer(by)
        row = self.locked()
        pots = Pot.objects.filter(bounty__question=row)
        if first := Pledge.made_once(by=Account.of(by), pots=pots, coins=coins, once_key=once_key):
            return first
        require_present(row)
        require_unlocked(row)
        if row.closed_at:
            raise ValidationError(_t("This question is closed: nobody could earn the coins."))
        bounty = row.bounty or Bounty.open(row, by=by, running=running)
        pledge = bounty.pot.pledge(by=by, coins=coins, once_key=once_key)
        bounty.count()
        drop(row.page_key)
        return pledge

    def be_followed(self, *, by):
        """Whoever takes part follows it, unless they have stopped to; inside another verb."""
        Follow.objects.bulk_create([Follow(member=by, question=self)], ignore_conflicts=True)

    # --- What the verbs are made of

    @property
    def thread(self):
        """The question that it belongs to, as for answers."""
        return self

    @property
    def line(self):
        """Itself, as for answers and comments: what it stands below."""
        return [self]

    def count_vote(self, points, downs):
        super().count_vote(points, downs)
        self.mirror()

    def show_pot(self, pot):
        """Repeat what lists and the page show of the open pot; None or a settled one: nothing."""
        is_open = pot is not None and not pot.settled_at
        self.pot_coins = pot.coins if is_open else 0
        self.pot_ends_at = pot.ends_at if is_open else None
        shown = {"pot_coins": self.pot_coins, "pot_ends_at": self.pot_ends_at}
        Question.objects.filter(pk=self.pk).update(**shown)

    def call_off(self, *, by):
        """Return what lies in the pot; the caller holds the row."""
        if bounty := self.bounty:
            bounty.call_off(by=by)

    def when_decided(self):
        self.call_off(by=self.removals.get(restored_at=None).by)

    def when_removed(self):
        Tag.objects.count_questions(Tag.objects.filter(taggings__content_object=self), -1)
        Category.objects.count_question(out_of=self.category_id)
        self.mirror()
        drop(self.page_key, self.title_key)

    def when_restored(self):
        if bounty := self.bounty:
            bounty.run(after=self.removals.latest("restored_at").length)
        Tag.objects.count_questions(Tag.objects.filter(taggings__content_object=self), +1)
        Category.objects.count_question(into=self.category_id)
        self.mirror()
        drop(self.page_key, self.title_key)
