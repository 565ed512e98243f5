from django import template
from django.utils.safestring import mark_safe

from hotpages.holes import NOTICE, VIEWS, marker
from hotpages.recording import is_shared
from questions.view_counts import shown

register = template.Library()


@register.simple_tag(takes_context=True)
def view_count(context, number):
    """How often a page was seen: in a page that is made for everybody a hole, filled in later."""
    return mark_safe(marker(VIEWS)) if _is_shared(context) else shown(number)


@register.simple_tag(takes_context=True)
def notice_hole(context):
    """Where a page that is made for everybody takes in a notice for one reader."""
    return mark_safe(marker(NOTICE)) if _is_shared(context) else ""


def _is_shared(context):
    request = context.get("request")
    return request is not None and is_shared(request)
