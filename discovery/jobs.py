"""Work that runs by itself; `queshub/schedule.py` says when.

Only the worker loads this: what draws takes 5 MB, which no web process needs.
"""

import re
from urllib.parse import unquote

from django.db import transaction

from discovery.drawing import DESIGN, draw
from discovery.indexnow import tell
from discovery.models import Card, SitemapPart
from questions.models import Tagging

# Besides the last ones. Of a million questions all have been looked at within two hours.
_PARTS_A_RUN = 1
_CARDS_A_RUN = 50
_QUESTION, _TAG = re.compile(r"/questions/(\d+)/"), re.compile(r"/tags/([^/]+)/")


def keep_sitemap():
    """Write those parts of the sitemap that changed, as far as one run gets.

    What differs is the news that search engines are told, and for which cards may be due.
    """
    SitemapPart.objects.begin_missing()
    for part in SitemapPart.objects.defer("xml").due(_PARTS_A_RUN):
        tell(_news(part))


@transaction.atomic
def _news(part):
    """What differs in the part. Cards are wished for with it: nobody finds it there again."""
    news = part.look_again()
    Card.objects.wish({int(found[1]) for found in map(_QUESTION.search, news) if found})
    # A card names its tags, and a tag that was renamed or removed changes no question's address.
    slugs = [unquote(found[1]) for found in map(_TAG.search, news) if found]
    if slugs:
        Card.objects.wish(Tagging.objects.filter(tag__slug__in=slugs).values("content_object"))
    return news


def draw_cards():
    """Draw the cards that were wished for, the oldest wish first."""
    wished = Card.objects.exclude(wished_at=None).order_by("wished_at", "pk")
    for card in wished[:_CARDS_A_RUN]:
        card.draw_again(draw, design=DESIGN)
