from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from discovery.structured import qa_page

register = template.Library()


@register.simple_tag
def structured_page(question, answers, address):
    """The page for search engines: data in a script element, which no policy has to allow."""
    said = mark_safe(qa_page(question, answers, address))  # It has no sign that HTML reads.
    return format_html('<script type="application/ld+json">{}</script>', said)
