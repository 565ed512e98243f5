"""Pots whose time has come, and promises that nobody objected to: paid in batches.

A batch is one transaction over some questions, which are locked first, so that two workers share
the work, a killed one loses its batch and nothing else, and a second run finds nothing to do.
"""

import logging

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from answers.models import Answer, AnswerRemoval
from answers.verdicts import Verdicts
from hotpages.drops import drop
from questions.models import Bounty, Question
from rewards.models import Pot, Promise
from rewards.models.pot import end, pledged

logger = logging.getLogger(__name__)

BATCH = 100


def settle_due():
    """Settle every pot whose assessment is over. Returns how many pledges ended.

    While its question is held for review, or an answer that might get it, a pot waits: what becomes
    of it is being decided.
    """
    now = timezone.now()
    due = Pot.objects.due(now)
    bounties = Bounty.objects.filter(closed_at=None, pot__in=due, question__removed_at=None)
    bounties = bounties.exclude(question__in=_with_held_answers())
    return _in_batches(bounties, lambda verdicts: verdicts.settled(now))


def _with_held_answers():
    """Questions with a held answer that is accepted or well voted: nobody waits for another."""
    held = AnswerRemoval.objects.filter(held=True, restored_at=None)
    wanted = Q(removed__accepted_at__isnull=False) | Q(removed__score__gte=settings.POT_SCORE)
    return held.filter(wanted).values("removed__question")


def keep_promises():
    """Pay the promises that are due. Returns how many pledges ended.

    One that cannot be kept now, to a suspended member, is looked at again each minute until the pot
    settles.
    """
    now = timezone.now()
    due = Promise.objects.filter(ended_at=None, due_at__lte=now)
    pots = Pot.objects.open().filter(pk__in=due.values("pledge__pot"))
    bounties = Bounty.objects.filter(closed_at=None, pot__in=pots, question__removed_at=None)
    return _in_batches(bounties, lambda verdicts: verdicts.kept(now))


def _in_batches(bounties, decide):
    ended, last = 0, 0
    ahead = bounties.order_by("question").values_list("question", flat=True)
    while batch := list(ahead.filter(question__gt=last)[:BATCH]):
        last = batch[-1]
        ended += _carefully(batch, bounties, decide)
    return ended


def _carefully(batch, bounties, decide):
    """End a batch; when that fails, each alone, so that one pot does not keep the others."""
    try:
        return _end(batch, bounties, decide)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        if len(batch) == 1:
            logger.exception("pot_not_settled question=%d", batch[0])
            return 0
        return sum(_carefully([pk], bounties, decide) for pk in batch)


@transaction.atomic
def _end(batch, bounties, decide):
    # A question that somebody holds now is settled by them, or a minute later.
    rows = Question.objects.filter(pk__in=batch).order_by("pk")
    questions = {q.pk: q for q in rows.select_for_update(of=("self",), skip_locked=True)}
    due = bounties.filter(question__in=questions).values_list("pot", "question")
    by_pot = {pot: questions[question] for pot, question in due}
    pots = Pot.objects.open().filter(pk__in=by_pot).order_by("pk")
    pots = list(pots.select_for_update(of=("self",)))
    endings = end(decide(Verdicts(pots, by_pot)))
    if endings:
        paid = {ending.about_id for ending in endings if ending.paid}
        Answer.objects.filter(pk__in=paid).count_awards()
        _show(pots, by_pot)
    return len(endings)


def _show(pots, by_pot):
    """Write on the questions what is left in their pots, and close what was settled."""
    left = pledged(pots)
    questions = [by_pot[pot.pk] for pot in pots]
    for pot in pots:
        question = by_pot[pot.pk]
        question.pot_coins = left.get(pot.pk, 0)
        question.pot_ends_at = pot.ends_at if question.pot_coins else None
    Question.objects.bulk_update(questions, ["pot_coins", "pot_ends_at"])
    settled = [pot for pot in pots if pot.pk not in left]
    settled_at = Subquery(Pot.objects.filter(pk=OuterRef("pot")).values("settled_at"))
    Bounty.objects.filter(pot__in=settled, closed_at=None).update(closed_at=settled_at)
    drop(*(question.page_key for question in questions))
