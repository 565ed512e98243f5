"""The pictures of questions, where their addresses are shared."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from discovery.models import Card


@require_safe
@cache_control(public=True, max_age=300)
@conditional_page
def card(request, pk):
    """A question's card; the site's, where there is none, and where there is no question."""
    found = Card.objects.drawn().filter(pk=pk).values_list("png", flat=True).first()
    if found is None:
        return redirect(static("img/social-card.png"))
    return HttpResponse(found, content_type="image/png")
