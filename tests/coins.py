"""How tests of coins say what they mean."""

from django.db.models import Q

from accounts.models import User
from answers.models import Answer
from questions.models import Question
from rewards.models import Account, Grant, Transfer
from tests import cast


def rich(member, coins=500):
    """The member with coins that were granted, not earned."""
    teller = User.objects.filter(name="Tess Teller").first()
    teller = teller or cast.member("Tess Teller", is_staff=True)
    grant = Grant.make(member=member, coins=coins, because="To spend.", by=teller)
    if grant.waits:
        second = User.objects.filter(name="Sam Second").first()
        grant.agree(by=second or cast.member("Sam Second", is_staff=True))
    return member


def coins(*members):
    """What they have now: a number, or a list of several."""
    have = [Account.balance_of(member) for member in members]
    return have[0] if len(have) == 1 else have


def fresh(post):
    """The post as it is now."""
    return type(post).objects.get(pk=post.pk)


def scored(answer, score):
    """The answer with as many votes."""
    Answer.objects.filter(pk=answer.pk).update(score=score)
    return fresh(answer)


def in_pot(question):
    return Question.objects.get(pk=question.pk).pot_coins


def moved(member, reason):
    """What this member got or gave for a reason: the coins, in order."""
    account = Account.of(member)
    found = Transfer.objects.filter(Q(from_account=account) | Q(to_account=account), reason=reason)
    return list(found.order_by("pk").values_list("coins", flat=True))
