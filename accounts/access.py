"""Who may come in, and what becomes of a text that was sent by somebody who may not (any more)."""

from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from accounts.kept import kept_page


def member_required(view):
    """Only for members who are signed in. A GET leads to sign-in and back.

    A POST means that the session has expired since the form was opened: its text is shown, to be
    sent again after signing in beside it.
    """

    @wraps(view)
    def for_members(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method in {"GET", "HEAD"}:
            return redirect_to_login(request.get_full_path())
        return kept_page(
            request,
            status=403,
            heading=_("You were signed out"),
            words=_("Your text is here. Sign in in a new tab, come back, and send it again."),
            opens=(resolve_url(settings.LOGIN_URL), _("Sign in in a new tab")),
        )

    return for_members


def csrf_failure(request, reason=""):
    """Django's CSRF_FAILURE_VIEW: refuses the form and shows what it held.

    Sending again, with a token that is good now, is offered only when the form was ours: on
    another site's form it would turn one click into what that site wanted.
    """
    return kept_page(
        request,
        status=403,
        heading=_("This form has expired"),
        words=_(
            "You may have signed in or out since you opened it, or your browser did not send "
            "the site's cookie."
        ),
        again=is_ours(request),
    )


def is_ours(request):
    """Whether the request comes from a page of this site, by its Origin, else its Referer."""
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(source)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
