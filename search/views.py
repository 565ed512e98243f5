from contextlib import suppress

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access import member_required
from accounts.hurry import TooSlow
from limits.rates import limited
from posts.paging import numbered
from questions.models import Question
from search.alike import like_title
from search.results import LAST_PAGE, results_of

LONGEST_QUERY = 200
# While a reader types, there is something to look for from here on.
FEWEST_LETTERS = 3
# Of a title: before that it says nothing yet.
FEWEST_OF_TITLE = 8


def is_typing(request):
    """Whether the page asks by itself, for what has been typed so far."""
    return bool(request.htmx)


# Or a browser that comes back from a question shows the results alone, which it got last.
@vary_on_headers("HX-Request")
@require_safe
@limited("search", methods=("GET",), when=lambda request: not is_typing(request))
@limited("typed search", methods=("GET",), when=is_typing)
def search(request):
    """Questions by their words and by operators; while it is typed, the results alone."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    if is_typing(request) and len(text) < FEWEST_LETTERS:
        return HttpResponse(status=204)
    page = numbered(request.GET, LAST_PAGE)
    results = results_of(text, page, typing=is_typing(request)) if text else None
    if results and results.is_past_the_end:
        raise Http404
    template = "search/_results.html" if is_typing(request) else "search/search.html"
    # It is the query's fault, not ours, so no 503. htmx shows nothing but what is well.
    status = 422 if results and results.too_slow and not is_typing(request) else 200
    return render(request, template, {"query": text, "results": results}, status=status)


@require_safe
@member_required
@limited("typed search", methods=("GET",))
def similar_questions(request):
    """Up to seven questions that look like the title that is being typed, best first.

    It is a part of the form's page; whoever opens it by itself is led to the search.
    """
    title = request.GET.get("title", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    if not request.htmx:
        return redirect(f"{reverse('search')}?{urlencode({'q': title})}")
    questions = []
    if len(title) >= FEWEST_OF_TITLE:
        with suppress(TooSlow):
            questions = Question.objects.visible().for_list().in_order_of(like_title(title))
    return render(request, "search/_similar.html", {"questions": questions})
