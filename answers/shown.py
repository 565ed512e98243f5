"""What pages show of an answer besides its text, as values."""

from datetime import datetime
from typing import NamedTuple

from answers.models import Answer
from posts.shown import ShownAuthor, ShownSource, author_of, source_of


class ShownAnswer(NamedTuple):
    pk: int
    author: ShownAuthor | None
    source: ShownSource | None
    created_at: datetime
    edited_at: datetime | None
    community_wiki_at: datetime | None
    accepted_at: datetime | None
    score: int
    licence: str
    awarded_coins: int

    anchor = Answer.anchor
    get_absolute_url = Answer.get_absolute_url
    licence_url = Answer.licence_url


def shown_answer(answer):
    return ShownAnswer(
        answer.pk,
        author_of(answer),
        source_of(answer),
        answer.created_at,
        answer.edited_at,
        answer.community_wiki_at,
        answer.accepted_at,
        answer.score,
        answer.licence,
        answer.awarded_coins,
    )
