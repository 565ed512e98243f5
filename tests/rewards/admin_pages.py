"""How the tests of the bank's admin go about."""

from uuid import uuid4

from django.urls import reverse

from accounts.roles import appoint_moderator
from rewards.models import Account, Grant
from tests import cast
from tests.admin.pages import list_of

ADD = "/admin/rewards/grant/add/"
FARMING = "/admin/rewards/reward/farming/"


def moderator(name="Mo Moderates"):
    """A member with the permissions that moderators get."""
    member = cast.member(name, is_staff=True)
    appoint_moderator(member)
    return member


def account_page(member):
    return reverse("admin:rewards_account_change", args=[Account.of(member).pk])


def grant(client, member, coins=50, /, **fields):
    """Fill in the form of a grant and send it."""
    form = {"member": member.pk, "coins": coins, "because": "For the docs.", "once_key": uuid4()}
    return client.post(ADD, form | fields)


def errors(response):
    """What the form of a grant says about what was sent."""
    assert response.status_code == 200
    return str(response.context["adminform"].form.errors.as_text())


def agree(client, *grants, because="Looked at it."):
    chosen = {"action": "agree", "_selected_action": [grant.pk for grant in grants]}
    return client.post(list_of(Grant), {**chosen, "apply": "1", "because": because}, follow=True)
