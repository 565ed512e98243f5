"""The way into the admin: allauth's sign-in, so that its limits hold there too."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from accounts.second_factor import is_missing, lead_there


@never_cache
def admin_login(request, extra_context=None):
    """To the sign-in page and back, by way of a second factor where one is needed.

    A member who does not moderate is told so, and a moderator who is suspended why.
    """
    if request.user.is_authenticated:
        if not request.user.is_moderator:
            return render(request, "accounts/moderators_only.html", status=403)
        request.user.refuse_if_suspended()
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    target = wanted if safe else resolve_url("admin:index")
    if is_missing(request):
        return lead_there(request, target)
    if request.user.is_authenticated:
        return redirect(target)
    return redirect_to_login(target, resolve_url(settings.LOGIN_URL))


def admin_password_change(request, extra_context=None):
    """To the one page where members change their passwords."""
    return redirect("account_change_password")
