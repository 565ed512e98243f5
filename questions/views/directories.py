from collections import Counter

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from limits.rates import limited
from posts.paging import is_deep
from questions.models import Category, Tag


def tags_beginning_with(prefix):
    """Visible tags of some question whose name begins so, busiest first."""
    return Tag.objects.busiest().filter(name__startswith=prefix.strip().lower()[:35])


@require_safe
@limited("deep list", methods=("GET",), when=is_deep)
def tags(request):
    """The directory of tags."""
    query = request.GET.get("q", "").replace("\x00", "")
    pages = Paginator(tags_beginning_with(query), 60)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "questions/tags.html", {"tags": page, "page": page, "query": query})


@require_safe
@limited("completion", methods=("GET",))
def tag_completion(request):
    """Up to ten tags for what has been typed, as JSON."""
    query = request.GET.get("q", "").replace("\x00", "")
    found = tags_beginning_with(query)[:10]
    return JsonResponse(
        {"tags": [{"name": tag.name, "questions": tag.question_count} for tag in found]}
    )


@require_safe
def categories(request):
    """The whole tree, which is as small as people can survey; each with the questions below it."""
    ordered = sorted(
        Category.objects.with_path(),
        key=lambda category: [(step.position, step.name) for step in category.path],
    )
    numbers = Counter()
    for category in ordered:
        for step in category.path:
            numbers[step.pk] += category.question_count
    for category in ordered:
        category.number = numbers[category.pk]
    return render(request, "questions/categories.html", {"categories": ordered})
