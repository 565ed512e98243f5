from django.http import HttpResponsePermanentRedirect


def moved_to(path, request):
    """A lasting redirect to a page's one address, with what was asked of the page."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponsePermanentRedirect(path + query)
