from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from limits.rates import limited
from posts.addresses import moved_to
from posts.paging import KeyPage, is_deep
from questions.models import Category, Question, Tag

TABS = ["newest", "unanswered"]
BOUNTY_TABS = ["coins", "ending"]


def tab_of(request, tabs=TABS):
    """Which list the reader asked for; an unknown word means the first."""
    tab = request.GET.get("tab")
    return tab if tab in tabs else tabs[0]


def in_tab(questions, tab):
    """The questions that belong into a tab."""
    return questions.unanswered() if tab == "unanswered" else questions


@require_safe
@limited("deep list", methods=("GET",), when=is_deep)
def questions(request):
    """All questions, newest first."""
    tab = tab_of(request)
    rows = in_tab(Question.objects.visible().for_list().newest(), tab)
    page = KeyPage(rows, request.GET)
    return render(request, "questions/list.html", {"questions": page, "tab": tab, "tabs": TABS})


@require_safe
@limited("deep list", methods=("GET",), when=is_deep)
def bounties(request):
    """Questions with coins in an open pot, by the coins or by the time that is left."""
    tab = tab_of(request, BOUNTY_TABS)
    rows = Question.objects.with_bounty().for_list()
    if tab == "ending":
        page = KeyPage(rows.ending(timezone.now()), request.GET, by="pot_ends_at", rising=True)
    else:
        page = KeyPage(rows.richest(), request.GET, by="pot_coins")
    return render(request, "questions/bounties.html", {"questions": page, "tab": tab})


@require_safe
@limited("deep list", methods=("GET",), when=is_deep)
def tag(request, slug):
    """A tag's description and questions."""
    tag = get_object_or_404(Tag.objects.select_related("meaning__tag"), slug=slug)
    if tag.meant != tag:
        return moved_to(tag.meant.get_absolute_url(), request)
    if tag.removed_at:
        raise Http404
    tab = tab_of(request)
    rows = Question.objects.for_list().tagged(tag)
    if tab == "unanswered":
        rows = rows.filter(in_tag__answer_count=0, closed_at=None)
    page = KeyPage(rows, request.GET, time="in_tag__asked_at", unique="in_tag__content_object")
    synonyms = list(tag.synonyms.order_by("pk").values_list("synonym__name", flat=True))
    context = {"tag": tag, "synonyms": synonyms, "questions": page, "tab": tab, "tabs": TABS}
    return render(request, "questions/tag.html", context)


@require_safe
@limited("deep list", methods=("GET",), when=is_deep)
def category(request, pk, slug):
    """A category's questions and those of all below it."""
    category = get_object_or_404(Category.objects.with_path(), pk=pk)
    if slug != (category.slug or "-"):
        return moved_to(category.get_absolute_url(), request)
    tab = tab_of(request)
    rows = in_tab(Question.objects.visible().for_list().under(category).newest(), tab)
    context = {
        "category": category,
        "path": category.path,
        "children": Category.objects.filter(parent=category).in_order(),
        "questions": KeyPage(rows, request.GET),
        "tab": tab,
        "tabs": TABS,
    }
    return render(request, "questions/category.html", context)
