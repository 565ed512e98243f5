from django.shortcuts import render
from django.views.decorators.http import require_safe

from limits.rates import limited
from posts.paging import KeyPage, is_deep
from questions.models import Category, Question, Tag
from questions.views.lists import TABS, in_tab, tab_of


@require_safe
@limited("deep list", methods=("GET",), when=is_deep)
def home(request):
    """The front page: the newest questions, and where to begin looking."""
    tab = tab_of(request)
    rows = in_tab(Question.objects.visible().for_list().newest(), tab)
    context = {
        "questions": KeyPage(rows, request.GET),
        "tab": tab,
        "tabs": TABS,
        "categories": Category.objects.filter(level=1).in_order(),
        "tags": Tag.objects.busiest()[:20],
    }
    return render(request, "pages/home.html", context)
