"""allauth's pages for a second factor, where ours do a little more."""

from textwrap import wrap

from allauth.account.mixins import NextRedirectMixin
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import authenticate
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.db import IntegrityError
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from accounts.second_factor import authenticators
from limits.rates import limited

# The step after the password. allauth limits wrong codes, but a right one, of an account of the
# guesser's own, resets its limit for the address.
type_code = limited("code")(authenticate)


@method_decorator(never_cache, name="dispatch")
class SetUp(NextRedirectMixin, ActivateTOTPView):
    """Ends where the member was going, counts for the session at hand, and may be sent twice."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and authenticators(request.user):
            return redirect(self.get_next_url() or "mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"secret": " ".join(wrap(context["form"].secret, 4))}

    def form_valid(self, form):
        try:
            answer = super().form_valid(form)
        except IntegrityError:
            # Sent twice at once: the other one has set it up.
            return redirect("mfa_index")
        # The code that was typed holds for this session too.
        made = authenticators(self.request.user).get()
        post_authentication(self.request, made, reauthenticated=True)
        return answer

    def get_success_url(self):
        # Recovery codes are to be kept before anything else.
        return self.passthrough_next_url(ActivateTOTPView.get_success_url(self))


@method_decorator(never_cache, name="dispatch")
class RecoveryCodes(NextRedirectMixin, ViewRecoveryCodesView):
    """Also the page between setting up and where the member was going."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"next_url": self.get_next_url()}
