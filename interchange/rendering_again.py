"""HTML made again from its source, where an older renderer made it.

Stands in this room because a text that came from elsewhere is rendered with that site's address,
which only `Source` knows.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.html import escape

import markup
from answers.models import Answer
from comments.models import Comment
from hotpages.drops import drop
from interchange.models import Source
from posts.models import FIRST_WORDS
from questions.models import Question, Tag

_BATCH = 200
_PROCESSES = 2


@dataclass(frozen=True)
class Texts:
    """Rows with a text to render: the columns of the text and of its HTML."""

    rows: QuerySet
    text: str
    html: str
    # Whether the row says which renderer made its HTML; if not, it is rendered each time.
    dated: bool = True

    def at(self, site_url):
        """Those that came from this site; "" for those written here."""
        chosen = self.rows.filter(source__site_url=site_url) if site_url else None
        rows = self.rows.filter(source=None) if chosen is None else chosen
        return Texts(rows, self.text, self.html, self.dated)

    def format(self, row):
        """Foreign bodies say what they are; an imported member's About is always HTML."""
        if self.dated:
            return row.body_format
        foreign = isinstance(row, get_user_model()) and row.email is None
        return "html" if foreign else "markdown"

    def one_by_one(self):
        last = 0
        while batch := list(self.rows.filter(pk__gt=last).order_by("pk")[:_BATCH]):
            for row in batch:
                yield row, self.format(row), getattr(row, self.text)
            last = batch[-1].pk

    def keep(self, row, html):
        """Write the HTML, unless the text has been edited since it was read."""
        columns = {self.html: html}
        if self.dated:
            columns["first_words"] = markup.plain_text(html, FIRST_WORDS)
            columns["renderer_version"] = markup.RENDERER_VERSION
        elif html == getattr(row, self.html):
            return
        same = {"pk": row.pk, self.text: getattr(row, self.text)}
        with transaction.atomic():
            if type(row)._base_manager.filter(**same).update(**columns):
                drop(row.page_key)


def everything():
    """What has a text here. Tags and members have few and short ones."""
    return [
        Texts(Question.objects.to_render(), "body", "body_html"),
        Texts(Answer.objects.to_render(), "body", "body_html"),
        Texts(get_user_model().objects.exclude(about=""), "about", "about_html", dated=False),
        Texts(Tag.objects.exclude(description=""), "description", "description_html", dated=False),
    ]


def make_all_due():
    """From now on everything counts as made by an older renderer, until it is made again."""
    for model in (Question, Answer, Comment):
        model.objects.update(renderer_version=0)


def render_again():
    """Yields (row, whether it could be rendered), each already written. May be killed any time."""
    sites = Source.objects.order_by("site_url").values_list("site_url", flat=True).distinct()
    for site_url in ["", *sites]:
        base = f"{site_url}/" if site_url else ""
        with markup.Pool(processes=_PROCESSES, base=base) as pool:
            for texts in everything():
                yield from _render(pool, texts.at(site_url))
    for comment in Comment.objects.to_render().iterator(chunk_size=_BATCH):
        yield comment, _render_comment(comment)


def _render(pool, texts):
    for row, html in pool.map(texts.one_by_one()):
        rendered = not isinstance(html, markup.TooSlow)
        texts.keep(row, html if rendered else markup.as_plain(getattr(row, texts.text)))
        yield row, rendered


def _render_comment(comment):
    """Whether it could be rendered. By itself: it is short, and names whom it mentions."""
    rendered = True
    try:
        comment.render_body([each.member for each in comment.mentions.select_related("member")])
    except ValidationError:
        rendered, comment.body_html = False, escape(comment.body)
    columns = {"body_html": comment.body_html, "renderer_version": markup.RENDERER_VERSION}
    with transaction.atomic():
        if Comment.objects.filter(pk=comment.pk, body=comment.body).update(**columns):
            drop(comment.page_key)
    return rendered
