from django.contrib.postgres.search import SearchQuery, SearchRank
from django.shortcuts import render
from django.views.decorators.http import require_safe

from limits.rates import limited
from questions.models import Question
from questions.models.question import WORDS

LONGEST_QUERY = 200
MOST_RESULTS = 50
# To rank a match its text is read anew: of a common word's, only so many are.
MOST_RANKED = 500


def found(query):
    """The visible questions that hold the words, best first; quotes, `or` and `-` work."""
    words = SearchQuery(query, search_type="websearch", config="english")
    some = Question.objects.visible().annotate(words=WORDS).filter(words=words)
    return (
        Question.objects.for_list()
        .filter(pk__in=some.values("pk")[:MOST_RANKED])
        .order_by(SearchRank(WORDS, words).desc(), "-created_at", "-pk")[:MOST_RESULTS]
    )


@require_safe
@limited("search", methods=("GET",))
def search(request):
    """Questions by their words."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    results = list(found(query)) if query else []
    context = {"query": query, "results": results, "most": MOST_RESULTS}
    return render(request, "search/results.html", context)
