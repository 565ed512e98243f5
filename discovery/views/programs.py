"""What programs look for at fixed addresses: the same for all, and for an hour."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

for_an_hour = cache_control(public=True, max_age=3_600)
# Browsers show no more of a search engine's name.
LONGEST_NAME = 16


@require_safe
@for_an_hour
def robots(request):
    """Where crawlers may go, and where the sitemap is."""
    return render(request, "discovery/robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
@for_an_hour
def llms(request):
    """The site in a few lines, for readers that are programs."""
    return render(request, "discovery/llms.txt", content_type="text/plain; charset=utf-8")


@require_safe
def indexnow_key(request):
    """The proof that it is we who tell search engines of our pages."""
    if not settings.INDEXNOW_KEY:
        raise Http404
    return HttpResponse(settings.INDEXNOW_KEY, content_type="text/plain; charset=utf-8")


@require_safe
@for_an_hour
def opensearch(request):
    """How a browser searches here from its address bar."""
    context = {"short_name": settings.SITE_NAME[:LONGEST_NAME]}
    kind = "application/opensearchdescription+xml"
    return render(request, "discovery/opensearch.xml", context, content_type=kind)
