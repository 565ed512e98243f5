import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from discovery.structured import qa_page

register = template.Library()

# What could end the element, or begin another. JSON reads it as before.
_ESCAPES = {sign: f"\\u{ord(sign):04x}" for sign in "<>&"}


@register.simple_tag
def structured_page(question, answers):
    """The page for search engines: data in a script element, which no policy has to allow."""
    text = json.dumps(qa_page(question, answers), ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _ESCAPES.items():  # One by one: `translate` takes thirty times as long.
        text = text.replace(sign, escape)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
