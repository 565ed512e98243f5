"""Who has to show a second factor, whether a session has, and the way there.

The session of a moderator that has not may read as before; it enters neither the admin nor a page
that only moderators see, and sends nothing.
"""

import logging
from datetime import UTC, datetime
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.adapter import AccountAdapter
from accounts.kept import kept_page

log = logging.getLogger(__name__)

_SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
# Where it is set up and shown, among what else is the member's own.
_ACCOUNT = "account/"


def authenticators(member):
    """The app that makes this member's codes, if there is one."""
    return Authenticator.objects.filter(user=member, type=Authenticator.Type.TOTP)


def is_missing(request):
    """Whether this is the session of a moderator who has to show a second factor, and has not."""
    user = request.user
    needed = settings.MODERATORS_NEED_TOTP and user.is_authenticated and user.is_moderator
    return needed and not _is_shown(request)


def _is_shown(request):
    """Whether a code was typed in this session since the member's present app was set up."""
    records = get_authentication_records(request, request.user)
    moments = [record["at"] for record in records if record["method"] == "mfa"]
    if not moments:
        return False
    last = datetime.fromtimestamp(moments[-1], UTC)
    return authenticators(request.user).filter(created_at__lte=last).exists()


def may_enter_admin(request):
    """What the admin asks before each of its pages."""
    user = request.user
    moderates = user.is_authenticated and user.is_moderator
    return moderates and not (user.suspension or user.removed_at or is_missing(request))


def lead_there(request, back):
    """To the page where a second factor is set up or shown, with the reason, and `back` again."""
    path, words = _way(request)
    messages.info(request, words)
    return redirect(f"{path}?{urlencode({'next': back})}")


def _way(request):
    """The page where a second factor is shown, or set up, and the reason to go there."""
    if authenticators(request.user).exists():
        words = _("You moderate here, so your password alone is not enough: please type a code.")
        return reverse("mfa_reauthenticate"), words
    words = _(
        "You moderate here, so your password alone is not enough: please set up two-factor sign-in."
    )
    return reverse("mfa_activate_totp"), words


def second_factor_required(view):
    """For a view that shows moderators what members do not see."""

    @wraps(view)
    def with_second_factor(request, *args, **kwargs):
        if is_missing(request):
            return lead_there(request, request.get_full_path())
        return view(request, *args, **kwargs)

    return with_second_factor


class SecondFactorMiddleware:
    """Whatever a moderator sends, their own account apart, needs a session with a second factor.

    No view can be forgotten so, and none has to know which of its requests are moderation. After
    Django's check of the form's origin, for the answer holds a form that can be sent again.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        own = request.resolver_match.route.startswith(_ACCOUNT)
        if request.method in _SAFE or own or not is_missing(request):
            return None
        path, words = _way(request)
        return kept_page(
            request,
            status=403,
            heading=_("Your code first"),
            words=f"{words} {_('Then come back and send this again.')}",
            opens=(path, _("Two-factor sign-in in a new tab")),
        )


def forget_second_factor(member):
    """Let the password alone be enough again, for somebody who lost phone and recovery codes.

    It is logged, and the member hears of it by mail. Returns whether there was anything to forget.
    """
    forgotten, _by_kind = Authenticator.objects.filter(user=member).delete()
    if forgotten:
        log.warning("second_factor_forgotten member=%s", member.pk)
        AccountAdapter().send_mail("mfa/email/forgotten", member.email, {"timestamp": now()})
    return forgotten > 0
