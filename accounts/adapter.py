"""What allauth asks of this site."""

import logging
from smtplib import SMTPException
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from limits.address import client_address

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def get_client_ip(self, request):
        return client_address(request.META)

    def save_user(self, request, user, form, commit=True):
        user.take_name(form.cleaned_data["name"])
        return super().save_user(request, user, form, commit)

    def confirm_email(self, request, email_address):
        """Refuse an address that has become another account's since the mail went out."""
        try:
            with transaction.atomic():
                return super().confirm_email(request, email_address)
        except IntegrityError:
            template = "account/messages/email_confirmation_failed.txt"
            self.add_message(request, messages.ERROR, template, {"email": email_address.email})
            return False

    def get_reauthentication_methods(self, user):
        """A code, for whoever has a second factor: the password alone must not take that away."""
        methods = super().get_reauthentication_methods(user)
        return [each for each in methods if each["id"] == "mfa_reauthenticate"] or methods

    def get_password_change_redirect_url(self, request):
        return reverse("edit_profile")

    def send_mail(self, template_prefix, email, context):
        """As allauth sends it, with links from SITE_URL and no word from the request.

        A mail server that is down must not lose the sign-up: the member is told, and can ask for
        the mail again by signing in.
        """
        links = {name: _on_site(url) for name, url in context.items() if name.endswith("_url")}
        site = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
        message = self.render_mail(template_prefix, email, {**context, **links, **site})
        try:
            message.send()
        except (OSError, SMTPException):
            log.exception("A mail could not be sent")
            if allauth_context.request:
                warning = _("We could not send the mail just now. Please try again in a while.")
                messages.error(allauth_context.request, warning)

    def _get_login_attempts_cache_key(self, request, **credentials):
        # allauth's own key has the Host header in it: each host would have attempts of its own.
        return credentials.get("email", "").lower()


def _on_site(url):
    """The same path at SITE_URL: a link in a mail never follows the Host header."""
    return settings.SITE_URL + urlsplit(url)._replace(scheme="", netloc="").geturl()
