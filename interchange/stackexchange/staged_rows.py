"""From a row's attributes to a row of a staging table. Each raises ValueError with a sentence.

A converter gives the table's columns without the row number, or None for a row that is left out.
"""

import json
from urllib.parse import quote

from interchange.stackexchange import values
from questions.titles import slug_of

POST_KINDS = {"1": "question", "2": "answer", "4": "excerpt", "5": "wiki"}
# Revisions that set a body: first written, edited, rolled back.
BODY_REVISIONS = {"2", "5", "8"}
CLOSED = "10"


def member(row):
    number = values.whole(row, "Id", size="big")
    return (
        number,
        values.line(row.get("DisplayName", ""), values.NAME_LENGTH) or f"user{number}",
        values.body(row, "AboutMe") if row.get("AboutMe") else "",
        values.line(row.get("Location", ""), values.PLACE_LENGTH),
        values.moment(row, "CreationDate"),
    )


def tag(row):
    name = values.required(row, "TagName").lower()
    if len(name) > 100:
        raise ValueError(f"TagName has {len(name)} characters; 100 is the most")
    return (
        values.whole(row, "Id", size="big"),
        name,
        f"/tags/{quote(name, safe='')}/info",
        values.reference(row, "ExcerptPostId"),
        values.reference(row, "WikiPostId"),
    )


def post(row):
    kind = POST_KINDS[row["PostTypeId"]]
    title = values.line(values.required(row, "Title"), values.TITLE_LENGTH) if _asks(kind) else ""
    created_at = values.moment(row, "CreationDate")
    return (
        values.whole(row, "Id", size="big"),
        kind,
        values.whole(row, "ParentId", size="big") if kind == "answer" else None,
        values.reference(row, "AcceptedAnswerId") if _asks(kind) else None,
        values.reference(row, "OwnerUserId"),
        values.line(row.get("OwnerDisplayName", ""), values.NAME_LENGTH),
        title,
        slug_of(title) if title else "",
        values.tags(row) if _asks(kind) else [],
        values.body(row, "Body"),
        created_at,
        values.maybe_moment(row, "LastEditDate"),
        values.maybe_moment(row, "LastActivityDate") or created_at,
        values.maybe_moment(row, "ClosedDate"),
        values.maybe_moment(row, "CommunityOwnedDate"),
        values.whole(row, "Score", default=0),
        max(values.whole(row, "ViewCount", size="big", default=0), 0),
        values.licence(row, created_at),
    )


def _asks(kind):
    return kind == "question"


def revision(row):
    """A body's Markdown. One that is too long is left out: the post's HTML stands in for it."""
    text = row.get("Text")
    if text is None or len(text) > values.LONGEST_BODY:
        return None
    return (
        values.whole(row, "PostId", size="big"),
        values.moment(row, "CreationDate"),
        values.whole(row, "Id", size="big"),
        text.replace("\r\n", "\n"),
    )


def closing(row):
    """When and for which of its reasons a post was closed; very old dumps used another name."""
    reason = row.get("Comment") or row.get("CloseReasonId") or ""
    return (
        values.whole(row, "PostId", size="big"),
        values.moment(row, "CreationDate"),
        int(reason) if reason.isascii() and reason.isdigit() and len(reason) < 5 else 0,
    )


def copied(value):
    """A value as Postgres' COPY reads it."""
    if value is None:
        return r"\N"
    if type(value) is int:
        return str(value)
    if isinstance(value, list):
        value = "{" + ",".join(json.dumps(part, ensure_ascii=False) for part in value) + "}"
    text = str(value)
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
