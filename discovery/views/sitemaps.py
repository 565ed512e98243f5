"""The sitemap, as the job has written it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from discovery.models import SitemapPart
from discovery.sitemaps import place, wrapped
from discovery.views.programs import for_an_hour

XML = "application/xml; charset=utf-8"


@require_safe
@for_an_hour
@conditional_page
def index(request):
    """All parts in which there is something, each with the time of its last change."""
    parts = SitemapPart.objects.filter(addresses__gt=0).order_by("kind", "number").defer("xml")
    places = [
        place("sitemap", reverse("sitemap_part", args=[each.kind, each.number]), each.changed_at)
        for each in parts
    ]
    return HttpResponse(wrapped("sitemapindex", places), content_type=XML)


@require_safe
@for_an_hour
@conditional_page
def part(request, kind, number):
    """The addresses of one part."""
    found = get_object_or_404(SitemapPart, kind=kind, number=number, addresses__gt=0)
    return HttpResponse(found.xml, content_type=XML)
