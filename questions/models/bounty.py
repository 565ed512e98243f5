from django.db import models
from django.utils.translation import gettext_lazy as _

from hotpages.drops import drop
from rewards import again
from rewards.models import Ending, Pot
from rewards.models.pledge import Outcome
from rewards.models.pot import end


class Bounty(models.Model):
    """A question's pot. One is open at a time; the closed ones stay as history.

    `closed_at` repeats the time at which the pot was settled.
    """

    question = models.ForeignKey(
        "questions.Question", on_delete=models.PROTECT, related_name="bounties"
    )
    pot = models.OneToOneField(Pot, on_delete=models.PROTECT, related_name="bounty")
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("bounty")
        verbose_name_plural = _("bounties")
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=models.Q(closed_at=None), name="bounty_one_open"
            )
        ]

    def __str__(self):
        return str(self.pot)

    @classmethod
    def open(cls, question, *, by, running=True):
        """A new pot for the question, whose row the caller holds; the first pledge comes next.

        `running=False`: nobody sees the question yet, and the time begins when they do.
        """
        pot = Pot.open(by=by, about=("question", question.pk), running=running)
        return cls.objects.create(question=question, pot=pot)

    def run(self, *, after):
        """Let the pot's time begin, or go on: the question can be seen, after so long a hold."""
        self.pot.run(after=after)
        self.count()

    def end(self, outcomes, *, by=None):
        """End pledges of this pot. The caller holds the question's row and the pot's."""
        endings = end(outcomes, by=by)
        self.count()
        return endings

    def count(self):
        """Write on the question what its lists and its page show of the pot; close with it."""
        pot = Pot.objects.get(pk=self.pot_id)
        if pot.settled_at and not self.closed_at:
            self.closed_at = pot.settled_at
            self.save(update_fields=["closed_at"])
        self.question.show_pot(pot)

    def call_off(self, *, by):
        """Return every pledge: a moderator closed, removed or merged the question."""
        pot = self.pot.hold()
        pledges = pot.waiting()
        for pledge in pledges:
            pledge.pot = pot
        how = Ending.How.CALLED_OFF
        return self.end([Outcome(pledge, how) for pledge in pledges], by=by)

    @again.atomic
    def object_to(self, pledge, *, by):
        """Keep `by`'s pledge from whom it is promised to. Returns whether that is new."""
        self.question.locked()
        objected = pledge.object(by=by)
        drop(self.question.page_key)
        return objected

    @again.atomic
    def move_to(self, question, *, by):
        """Follow the question into another that it is merged with, by a moderator.

        Where that one has a pot already, or takes none, all goes back. Returns whether it moved.
        The pot itself goes on naming the question that it was opened for.
        """
        rows = [each.locked() for each in sorted([self.question, question], key=lambda q: q.pk)]
        target = next(row for row in rows if row.pk == question.pk)
        drop(*(row.page_key for row in rows))
        pot = self.pot.hold()
        if pot.settled_at:
            return False
        if target.bounty or target.closed_at or target.removed_at:
            self.call_off(by=by)
            return False
        self.question.show_pot(None)
        self.question = target
        self.save(update_fields=["question"])
        self.count()
        return True
