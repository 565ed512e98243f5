from allauth.account.views import SignupView
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import member_required
from accounts.forms import ProfileForm
from accounts.sign_in_forms import PasswordAgainForm
from limits.rates import limited


class SignUp(SignupView):
    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except IntegrityError:
            # Somebody took the name or the address since we looked: look again, and say so.
            form.full_clean()
            return super().form_valid(form) if form.is_valid() else self.form_invalid(form)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("profile")
def edit_profile(request):
    request.user.refuse_if_suspended()
    form = ProfileForm(request.POST or None, member=request.user)
    if request.method == "POST" and form.save():
        messages.success(request, _("Your profile is saved."))
        return redirect(request.user)
    return render(request, "accounts/edit_profile.html", {"form": form})


@require_POST
@member_required
@limited("warning")
def warning_reading(request, pk):
    """Says that the reader has read a warning. Who is suspended may, too."""
    get_object_or_404(request.user.warnings, pk=pk).be_read(by=request.user)
    if request.htmx:
        return render(request, "accounts/_warnings.html")
    return redirect("own_moderation")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@sensitive_post_parameters("password")
def delete_account(request):
    # Wrong passwords count here as they do at sign-in.
    form = PasswordAgainForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            request.user.delete_account()
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            logout(request)
            messages.success(request, _("Your account is deleted."))
            return redirect("home")
    return render(request, "accounts/delete_account.html", {"form": form})
