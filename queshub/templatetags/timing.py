from django import template
from django.conf import settings
from django.utils.safestring import mark_safe

from queshub.timing import placeholder

register = template.Library()


@register.simple_tag
def timing_line():
    """The line "page made in 3.1 ms: …", which the middleware fills in; nothing when it is off."""
    return mark_safe(placeholder()) if settings.QUESHUB_TIMING else ""
