from django.utils.cache import patch_cache_control


class PrivatePagesMiddleware:
    """No proxy keeps a page, and a browser asks again: a change shows at once, for its reader only.

    A view that knows better sets its own Cache-Control.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response
