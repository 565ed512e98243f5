from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from limits.rates import limited
from posts.paging import is_deep
from questions.lists import TABS, Everything, Followed, Tab
from questions.models import Category, Tag, TagChoice
from questions.views.lists import list_of, tab_of

YOURS = Tab("yours", _("Your tags"))


@require_safe
@limited("deep list", methods=("GET",), when=is_deep)
def home(request):
    """The front page: where to begin looking, and the newest questions.

    Who follows tags sees those on their tags first.
    """
    chosen = TagChoice.objects.of(request.user)
    tabs = [YOURS, *TABS] if chosen.followed else TABS
    tab = tab_of(request, tabs)
    if tab == YOURS:
        scope = Followed(chosen.followed, hidden=chosen.hidden)
    else:
        scope = Everything(chosen.hidden)
    context = {
        **list_of(request, scope, chosen, tab),
        "tabs": tabs,
        "categories": Category.objects.filter(level=1).in_order(),
        "tags": Tag.objects.busiest()[:20],
    }
    return render(request, "pages/home.html", context)
