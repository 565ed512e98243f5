"""A question with its answers as one Markdown text."""

import re

from django.conf import settings
from django.utils.translation import gettext as _

from discovery.authors import address_of, writer_of
from discovery.models import Conversion

# The best ones; the page has the others.
MOST_ANSWERS = 100
_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#|!~])")
_LINE_END = re.compile(r"\r\n?|\n")


def whole(question):
    """The question, what is known of it, and its answers with the accepted one first."""
    address = settings.SITE_URL + question.get_absolute_url()
    answers = question.answers.visible().select_related("author", "source").ranked()
    answers = answers[:MOST_ANSWERS]
    text_of = _texts(question, *answers)
    parts = [f"# {_plain(question.title)}", _about(question, address)]
    if question.tag_list:
        names = ", ".join(_plain(tag.name) for tag in question.tag_list)
        parts.append(_("Tags: %s") % names)
    parts.append(_quoted(text_of[question]))
    for answer in answers:
        heading = _("Accepted answer") if answer.accepted_at else _("Answer")
        about = _about(answer, address_of(answer, address))
        parts += [f"---\n\n## {heading}", about, _quoted(text_of[answer])]
    if question.answer_count > MOST_ANSWERS:
        parts.append(_("Further answers: <%s>") % address)
    return "\n\n".join(parts) + "\n"


def _texts(*posts):
    """The Markdown of each post: as it was written, or made of the HTML that it came in."""
    converted = Conversion.of({post.body_html for post in posts if _came_in_html(post)})
    return {post: converted[post.body_html] if _came_in_html(post) else post.body for post in posts}


def _came_in_html(post):
    return post.body_format == post.Format.HTML


def _about(post, address):
    """Who wrote it, when, what others think of it, and under which terms it can be used."""
    writer = writer_of(post)
    facts = [
        _plain(writer.name) if writer else _("deleted member"),
        f"{post.created_at:%Y-%m-%d}",
        _("score %s") % post.score,
        post.licence,
        f"<{address}>",
    ]
    if _came_in_html(post):
        facts.append(_("converted from HTML"))
    return " · ".join(facts)


def _quoted(text):
    """A text that ends where it ends: what it leaves open, or calls an answer, is its own."""
    return "\n".join(f"> {line}" if line else ">" for line in _LINE_END.split(text))


def _plain(text):
    """One line of text that stays text, whatever signs are in it."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
