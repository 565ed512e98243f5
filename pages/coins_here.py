"""What an ask page shows of coins, and what its reader may do with theirs."""

import uuid

from django.conf import settings

from accounts.purse import Purse, purse_of
from answers.qualifying import Qualifying
from pages.reward import reward_of
from posts.rules import may_write
from questions.pots import pot_to_read


def coins_here(question, answers, viewer):
    """The page's part of the context. Writes on each answer what the reader may give it."""
    pot = pot_to_read(question, viewer)
    writes = may_write(viewer)
    purse = purse_of(viewer) if writes else Purse()
    own = pot.of(viewer) if pot and viewer.is_authenticated else []
    mark_gifts(answers, question, viewer, purse if writes else None)
    awards = writes and question.removed_at is None
    mark_awards(answers, question, pot, own if awards else [])
    may_add = writes and may_pledge(question, pot, purse)
    return {
        "pot": pot,
        "offers_coins": may_add and pot is None,
        "own_pledges": own,
        "may_object": any(pledge.promise for pledge in own),
        "purse": purse,
        "reward": reward_of(question, pot, viewer),
        "pledge_key": uuid.uuid4() if may_add else None,
    }


def may_pledge(question, pot, purse):
    """Whether whoever has this purse could add to the pot, or open one."""
    takes = pot.takes_pledges if pot else True
    return question.takes_answers and takes and purse.coins >= settings.COINS_PLEDGE_LEAST


def mark_gifts(answers, question, viewer, purse):
    """Write on each answer whether the reader may tip it, and take its awards back."""
    for answer in answers:
        tips = purse is not None and purse.earned and question.removed_at is None
        author = answer.author
        answer.may_tip = bool(
            tips
            and answer.removed_at is None
            and author
            and not author.removed_at
            and author.pk != viewer.pk
        )
        answer.tip_key = uuid.uuid4() if answer.may_tip else None
        reverses = purse is not None and viewer.is_moderator and answer.author_id != viewer.pk
        answer.may_reverse = bool(reverses and answer.awarded_coins)


def mark_awards(answers, question, pot, own):
    """Write on each answer which of the reader's own pledges it may get."""
    judge = Qualifying.of(question, pot, answers) if own else None
    for answer in answers:
        fits = judge and judge.fits(answer) and answer.author_id != own[0].by.pk
        answer.own_pledges = own if fits else []
