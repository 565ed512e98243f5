"""The Content-Security-Policy of every answer."""

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings

# Of these, Django's pages for developers have a style of their own within them.
_EXPLAINED = {404, 500}


class PolicyMiddleware:
    """Sends django-csp's policy, made once: the library's middleware makes it twice an answer.

    No page has another policy, nor a nonce: one that is kept for everybody cannot hold any.
    """

    def __init__(self, get_response):
        self.get_response, self.policy = get_response, build_policy()

    def __call__(self, request):
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code in _EXPLAINED):
            response.headers[HEADER] = self.policy
        return response
