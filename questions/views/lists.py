from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import member_required
from accounts.hurry import TooSlow, hurried
from limits.rates import limited
from posts.addresses import moved_to
from posts.paging import KeyPage, is_deep
from questions.lists import TABS, Branch, Everything, Followed, Tagged
from questions.lists.narrowing import narrowing
from questions.models import Category, Question, TagChoice

BOUNTY_TABS = ["coins", "ending"]
# Of two tags that never meet all of the rarer is looked through: 250,000 take 0.5 to 1.5 s.
_NARROWED_MILLISECONDS = 2_000


def tab_of(request, tabs=TABS):
    """Which list the reader asked for; an unknown word means the first."""
    return next((tab for tab in tabs if tab.name == request.GET.get("tab")), tabs[0])


def query_of(request, name):
    """One parameter of the address, to go on with; "" without it."""
    value = request.GET.get(name)
    return f"?{urlencode({name: value})}" if value else ""


def list_of(request, scope, chosen, tab=None):
    """What `questions/_rows.html` needs: one page of the scope, with dimmed rows marked."""
    tab = tab or tab_of(request)
    page = scope.page(tab, request.GET)
    mark_dimmed(page, chosen)
    return {"questions": page, "tab": tab.name, "tabs": TABS}


def mark_dimmed(page, chosen):
    """What carries a tag that the reader follows is not dimmed for another of its tags."""
    dimmed, followed = set(chosen.dimmed), set(chosen.followed)
    for question in page:
        tags = set(question.tag_list)
        question.is_dimmed = bool(tags & dimmed) and not tags & followed


@require_safe
@limited("deep list", methods=("GET",), when=is_deep)
def questions(request):
    """All questions, or those with several tags: `?tags=python django -flask`."""
    asked = narrowing(request.GET.get("tags", ""))
    if asked.only_tag:
        return redirect(asked.only_tag.get_absolute_url() + query_of(request, "tab"))
    chosen = TagChoice.objects.of(request.user)
    if asked.text:
        return _narrowed(request, asked, chosen)
    context = list_of(request, Everything(chosen.hidden), chosen) | {"asked": asked}
    context["number"], context["is_exact"] = Question.objects.number_in_sight()
    return render(request, "questions/list.html", context)


def _narrowed(request, asked, chosen):
    """Those with the tags that are asked for; where they take too long to find, how to go on."""
    if asked.wanted:
        scope = Tagged(asked.wanted, asked.unwanted, hidden=chosen.hidden)
    else:
        scope = Everything({*asked.unwanted, *chosen.hidden})
    context, status = {"asked": asked, "tab": tab_of(request).name, "tabs": TABS}, 200
    try:
        with hurried(_NARROWED_MILLISECONDS):
            context |= list_of(request, scope, chosen)
    except TooSlow:
        context["too_slow"], status = True, 422  # As of a search: the tags' fault, not ours.
    return render(request, "questions/list.html", context, status=status)


@require_safe
@member_required
@limited("deep list", methods=("GET",), when=is_deep)
def followed(request):
    """What carries a tag that the reader follows."""
    chosen = TagChoice.objects.of(request.user)
    scope = Followed(chosen.followed, hidden=chosen.hidden)
    context = list_of(request, scope, chosen) | {"followed": chosen.followed}
    return render(request, "questions/followed.html", context)


@require_safe
@limited("deep list", methods=("GET",), when=is_deep)
def bounties(request):
    """Questions with coins in an open pot, by the coins or by the time that is left."""
    tab = request.GET.get("tab")
    chosen = TagChoice.objects.of(request.user)
    rows = Question.objects.with_bounty().without_tags(chosen.hidden).for_list()
    if tab == "ending":
        page = KeyPage(rows.ending(timezone.now()), request.GET, by="pot_ends_at", rising=True)
    else:
        page = KeyPage(rows.richest(), request.GET, by="pot_coins")
    mark_dimmed(page, chosen)
    context = {"questions": page, "tab": tab if tab in BOUNTY_TABS else BOUNTY_TABS[0]}
    return render(request, "questions/bounties.html", context)


@require_safe
@limited("deep list", methods=("GET",), when=is_deep)
def category(request, pk, slug):
    """A category's questions and those of all below it."""
    category = get_object_or_404(Category.objects.with_path(), pk=pk)
    if slug != (category.slug or "-"):
        return moved_to(category.get_absolute_url(), request)
    chosen = TagChoice.objects.of(request.user)
    context = {
        "category": category,
        "path": category.path,
        "children": Category.objects.filter(parent=category).in_order(),
        "number": Category.objects.under(category).questions(),
        **list_of(request, Branch(category, chosen.hidden), chosen),
    }
    return render(request, "questions/category.html", context)
