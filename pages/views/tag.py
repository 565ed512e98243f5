from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from limits.rates import limited
from pages.tag_rail import tag_rail
from posts.addresses import moved_to
from posts.paging import is_deep
from questions.lists import Tagged
from questions.models import Tag, TagChoice
from questions.views.lists import list_of


@require_safe
@limited("deep list", methods=("GET",), when=is_deep)
def tag(request, slug):
    """A tag's description and questions."""
    tag = get_object_or_404(Tag.objects.select_related("meaning__tag"), slug=slug)
    if tag.meant != tag:
        return moved_to(tag.meant.get_absolute_url(), request)
    if tag.removed_at:
        raise Http404
    chosen = TagChoice.objects.of(request.user)
    context = {
        "tag": tag,
        "choice": chosen.kind_of(tag),
        "number": tag.question_count,
        "synonyms": list(tag.synonyms.order_by("pk").values_list("synonym__name", flat=True)),
        **list_of(request, Tagged([tag], hidden=chosen.hidden), chosen),
        **tag_rail(tag),
    }
    return render(request, "pages/tag.html", context)
