"""A question with its answers as one Markdown text."""

import re

from django.conf import settings
from django.utils.translation import gettext as _

from discovery.authors import address_of, writer_of

# The best ones; the page has the others.
MOST_ANSWERS = 100
_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#|!])")


def whole(question):
    """The question, what is known of it, and its answers with the accepted one first."""
    address = settings.SITE_URL + question.get_absolute_url()
    answers = question.answers.visible().select_related("author", "source").ranked()
    parts = [f"# {_plain(question.title)}", _about(question, address)]
    if question.tag_list:
        names = ", ".join(_plain(tag.name) for tag in question.tag_list)
        parts.append(_("Tags: %s") % names)
    parts.append(question.body)
    for answer in answers[:MOST_ANSWERS]:
        heading = _("Accepted answer") if answer.accepted_at else _("Answer")
        parts += [f"---\n\n## {heading}", _about(answer, address_of(answer, question)), answer.body]
    if question.answer_count > MOST_ANSWERS:
        parts.append(_("Further answers: <%s>") % address)
    return "\n\n".join(parts) + "\n"


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
    return " · ".join(facts)


def _plain(text):
    """One line of text that stays text, whatever signs are in it."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
