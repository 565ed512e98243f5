"""Closing a question and opening it again: at a moderator's word, or by the votes of members."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import Act
from accounts.privileges import require_privilege
from hotpages.drops import drop
from posts.rules import require_moderator, require_present, require_unlocked, require_writer
from rewards import again

from .close_vote import CloseVote
from .closure import Closure
from .originals import NotTheOriginal, Originals, line_of

PRIVILEGE = "close"


class Closable(models.Model):
    """What a question is in so far as it can be closed.

    `closed_at` repeats the open closure's time, for lists.
    """

    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def closure(self):
        """The open closure, or None."""
        return self.closures.filter(reopened_at=None).first() if self.closed_at else None

    @property
    def originals(self):
        """The questions that it leads to as a duplicate, one after the other, in one query."""
        return line_of(self)[1:]

    # --- Verbs

    @again.atomic
    def close(self, *, by, because="", kind=Closure.Kind.OTHER, original=None):
        """Take no more answers, at a moderator's word. A second closure changes nothing.

        Raises ValidationError for another reason without words, and NotTheOriginal.
        """
        require_moderator(by)
        if kind != Closure.Kind.OTHER:
            _require_sense(kind, original)
        elif not because.strip():
            raise ValidationError(_t("Say why: its asker will read it."))
        originals = Originals(self, lambda: [original] if original else [])
        row = originals.question
        if row.closed_at:
            return False
        last = originals.last(original) if original else None
        self.closed_at = row._shut(by=by, because=because, kind=kind, original=last)
        return True

    @again.atomic
    def reopen(self, *, by):
        """Take answers again, at a moderator's word. Returns whether the question was closed."""
        require_moderator(by)
        return self._open(self.locked(), by=by)

    @again.atomic
    def vote_to_close(self, *, by, kind, original=None):
        """Vote for closing; with enough votes it closes. Returns whether it is closed by this one.

        The asker alone closes it with an original that another member has named. A moderator's vote
        is their word. Raises PermissionDenied without the privilege, ValidationError where coins
        lie in a pot, and NotTheOriginal.
        """
        if by.is_moderator:
            return self.close(by=by, kind=kind, original=original)
        require_writer(by)
        _require_sense(kind, original)
        own = [original] if original else []
        originals = Originals(self, lambda: own + self._named_in_votes())
        row = originals.question
        if row.closed_at:
            return False
        row._require_votable()
        decision = row._decide(originals, by=by, kind=kind, original=original)
        if decision:
            self.closed_at = row._shut(**decision)
        return bool(decision)

    @again.atomic
    def vote_to_reopen(self, *, by):
        """Vote for opening it again; with enough votes it opens. Returns whether it does."""
        if by.is_moderator:
            return self.reopen(by=by)
        require_writer(by)
        row = self.locked()
        if not row.closed_at:
            return False
        require_present(row)
        require_unlocked(row)
        require_privilege(by, PRIVILEGE)
        CloseVote.cast(row, by=by)
        if row.close_votes.to_reopen().count() < settings.CLOSE_VOTES:
            return False
        return self._open(row, by=None)

    @again.atomic
    def withdraw_vote(self, *, by):
        """Take back what `by` voted for. Returns whether a vote stood."""
        require_writer(by)
        return bool(self.locked().close_votes.filter(voter=by).end())

    # --- What the verbs are made of

    def _named_in_votes(self):
        named = self.close_votes.to_close().exclude(original=None).select_related("original")
        return [vote.original for vote in named]

    def _require_votable(self):
        require_present(self)
        require_unlocked(self)
        if self.pot_coins:
            raise ValidationError(
                _t("Coins lie in its pot: only a moderator may close this question.")
            )

    def _decide(self, originals, *, by, kind, original):
        """Let `by` vote. Returns what `_shut` needs when that closes the question, else None."""
        if original:
            last = originals.last(original)
            if self.author_id == by.pk and last in self._suggested_to(by, originals):
                return {"by": by, "kind": kind, "original": last}
        require_privilege(by, PRIVILEGE)
        CloseVote.cast(self, by=by, kind=kind, original=original)
        votes = self.close_votes.to_close().select_related("original")
        votes = [vote for vote in votes if originals.fits(vote.original)]
        if len(votes) < settings.CLOSE_VOTES:
            return None
        kind, last = CloseVote.outcome(votes, originals.last)
        return {"by": None, "kind": kind, "original": last}

    def _suggested_to(self, asker, originals):
        """Where the originals lead that others have named."""
        votes = self.close_votes.to_close().exclude(voter=asker).exclude(original=None)
        named = [vote.original for vote in votes.select_related("original")]
        return [originals.last(each) for each in named if originals.fits(each)]

    def _shut(self, *, by, kind, original, because=""):
        """Write the closure on the row, which the caller holds. Returns its time."""
        closure = self.closures.create(by=by, kind=kind, original=original, because=because)
        self.close_votes.end(closure)
        self.call_off(by=by)
        type(self).objects.filter(pk=self.pk).update(closed_at=closure.at)
        self.log(Act.Kind.CLOSED, by=by, because=str(closure))
        drop(self.page_key)
        return closure.at

    def _open(self, row, *, by):
        """End the closure of the row, which the caller holds. Returns whether there was one."""
        closure = row.closure
        if closure is None:
            return False
        closure.reopened_by, closure.reopened_at = by, timezone.now()
        closure.save(update_fields=["reopened_by", "reopened_at"])
        row.close_votes.end(closure)
        self.closed_at = None
        type(self).objects.filter(pk=self.pk).update(closed_at=None)
        row.log(Act.Kind.REOPENED, by=by)
        drop(self.page_key)
        return True


def _require_sense(kind, original):
    """Refuse what is no reason to vote for, and a duplicate of nothing."""
    if kind not in dict(Closure.VOTED):
        raise ValidationError(_t("Choose a reason."))
    if (kind == Closure.Kind.DUPLICATE) != bool(original):
        raise NotTheOriginal(_t("Give the address or the number of the question asked before."))
