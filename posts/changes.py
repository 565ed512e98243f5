"""What differs between two contents of a post, as pages show it."""

from typing import NamedTuple

from posts.bodies import even
from posts.diffing import ADDED, REMOVED, SAME, Piece, Row, diff, word_diff
from posts.models import Post

_SPACE = Piece(SAME, " ")


class Changes(NamedTuple):
    """The parts that changed; an empty one did not."""

    title: tuple[Piece, ...]
    category: tuple[Piece, ...]
    tags: tuple[Piece, ...]
    body_format: tuple[Piece, ...]
    body: tuple[Row, ...]


def changes(before, after, budget=None):
    """From one content to the other, both as `Post.content` has them; `budget` as in `diff`."""
    return Changes(
        word_diff(before.get("title", ""), after.get("title", ""), budget),
        _replaced(before.get("category"), after.get("category")),
        _sorted_out(before.get("tags", []), after.get("tags", [])),
        _replaced(_format_of(before), _format_of(after)),
        diff(even(before["body"]), even(after["body"]), budget),
    )


def would_change(post, content):
    """What this content would change of the post; a text that is typed is Markdown."""
    before = post.content
    after = before | content
    if even(after["body"]) != even(before["body"]):
        after["body_format"] = Post.Format.MARKDOWN
    return changes(before, after)


def _replaced(before, after):
    if before == after:
        return ()
    sides = ((REMOVED, before), (ADDED, after))
    return _apart(Piece(kind, str(value)) for kind, value in sides if value)


def _sorted_out(before, after):
    """Tags that stayed, went and came, in this order; none when all stayed."""
    if set(before) == set(after):
        return ()
    stayed = [Piece(SAME, tag) for tag in before if tag in after]
    went = [Piece(REMOVED, tag) for tag in before if tag not in after]
    return _apart([*stayed, *went, *(Piece(ADDED, tag) for tag in after if tag not in before)])


def _apart(pieces):
    """The pieces with a space between each two."""
    spaced = [each for piece in pieces for each in (_SPACE, piece)]
    return tuple(spaced[1:])


def _format_of(content):
    return Post.Format(content["body_format"]).label
