"""What an acceptance and an award do at the bank. The caller holds the question's row."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from answers.qualifying import Qualifying, unfit_authors
from questions.models import Question
from rewards.models import Account, Ending, Pledge, Reward
from rewards.models.pledge import Outcome


def reward(answer, question):
    """Pay the standing reward, once for each question, and welcome the answer's author.

    Nothing is paid for one's own answer, to a member who is suspended, removed or gone, on a closed
    question, and for an answer that was accepted before it came here with a merged question.
    """
    author = answer.author
    if author is None or author.pk == question.author_id or unfit_authors([answer]):
        return
    accepted_elsewhere = answer.acceptances.exclude(question=question).exists()
    if question.rewarded_at is None and question.closed_at is None and not accepted_elsewhere:
        Reward.of_acceptance(question=question.pk, asker=question.author, answerer=author)
        question.rewarded_at = timezone.now()
        Question.objects.filter(pk=question.pk).update(rewarded_at=question.rewarded_at)
    welcome(author)


def welcome(member):
    """Welcome a member whose post another one accepted or voted up: once, for who may earn."""
    if Reward.has_welcomed(member) or member.suspension or member.removed_at:
        return
    if member.has_proved_email:
        Reward.of_welcome(member, complete=member.has_complete_profile)


def hand_over(answer, question, *, by):
    """The asker accepted: their pledges are paid, the others' promised, the answerer's return.

    When the answer does not qualify, what was promised to another one is no longer. Returns the
    endings.
    """
    bounty = question.bounty
    if bounty is None:
        return []
    pot = bounty.pot.hold()
    judge = Qualifying.of(question, pot, [answer])
    payee = Account.of(answer.author) if judge.fits(answer) else None
    if payee is None:
        pot.break_promises()
        return []
    about, outcomes, others = ("answer", answer.pk), [], []
    for pledge in pot.waiting():
        pledge.pot = pot
        if pledge.account_id == payee.pk:
            outcomes.append(Outcome(pledge, Ending.How.OWN))
        elif pledge.account.owner_id == by.pk:
            outcomes.append(Outcome(pledge, Ending.How.ACCEPTED, payee, about, pledge.coins))
        else:
            others.append(pledge)
    until = timezone.now() + timedelta(hours=settings.PROMISE_HOURS)
    pot.promise(others, payee, about=about, by=by, until=until)
    return bounty.end(outcomes, by=by)


def take_back(question):
    """The acceptance is gone: what was promised is not promised any more."""
    if bounty := question.bounty:
        bounty.pot.hold().break_promises()


def award(answer, question, pledge, *, by):
    """Give a pledge of `by`'s to the answer. Returns whether that is new."""
    pledge = Pledge.objects.select_related("account", "pot__account").get(pk=pledge.pk)
    if pledge.account.owner_id != by.pk:
        raise PermissionDenied(_("Only who pledged these coins may award them."))
    pot = pledge.pot.hold()
    if ending := Ending.objects.filter(pledge=pledge).first():
        if ending.about_id == answer.pk:
            return False
        raise ValidationError(_("These coins have been paid or returned already."))
    bounty = question.bounty
    if bounty is None or bounty.pot_id != pot.pk:
        raise ValidationError(_("These coins were pledged to another question."))
    if not Qualifying.of(question, pot, [answer]).fits_pledge(answer, pledge):
        raise ValidationError(
            _("Coins go to answers of others that were written, or accepted, after the pot opened.")
        )
    about, payee = ("answer", answer.pk), Account.of(answer.author)
    bounty.end([Outcome(pledge, Ending.How.AWARDED, payee, about, pledge.coins)], by=by)
    return True
