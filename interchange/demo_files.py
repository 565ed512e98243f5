"""The demo community as it stands in the folder `demo/`: read and checked, not stored.

Plain Python: whoever loads it into the database goes through `read_demo(folder)`.
The format is told in `demo/README.md`.
"""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from interchange.demo_records import (
    DemoAnswer,
    DemoCategory,
    DemoComment,
    DemoCommunity,
    DemoMember,
    DemoPledge,
    DemoQuestion,
    DemoTag,
)

FOLDER = Path(__file__).parent / "demo"
MARKER = re.compile(r"^(\+\+\+(?: answer)?)[ \t]*$", re.MULTILINE)


class DemoFileError(ValueError):
    """A demo file that cannot be used; the message begins with its name."""


def read_demo(folder: Path = FOLDER) -> DemoCommunity:
    """Everything in the folder, in the order of its files; DemoFileError if any part is wrong."""
    community = DemoCommunity(
        members=_read_table(folder / "members.toml", "member", DemoMember),
        categories=_read_table(folder / "categories.toml", "category", DemoCategory),
        tags=_read_table(folder / "tags.toml", "tag", DemoTag),
        questions=[_read_question(path) for path in sorted((folder / "questions").glob("*.md"))],
    )
    _check_references(community)
    return community


def _read_table(path, name, kind):
    return [_build(kind, row, path.name, {}) for row in _toml(_text(path), path.name).get(name, [])]


def _read_question(path):
    """One question with its answers; the parts alternate: TOML, Markdown, TOML, Markdown..."""
    before, *parts = MARKER.split(_text(path))
    markers, texts = parts[::2], parts[1::2]
    expected = ["+++", "+++"] + ["+++ answer", "+++"] * (len(markers) // 2 - 1)
    if before.strip() or markers != expected:
        raise DemoFileError(f"{path.name}: the +++ lines do not alternate as README.md says")
    (head, body), *rest = zip(texts[::2], texts[1::2], strict=True)
    answers = tuple(_read_answer(head, body, path.name) for head, body in rest)
    head = _toml(head, path.name)
    given = {
        "file": path.name,
        "body": body.strip(),
        "answers": answers,
        "pledges": _rows(head, "pledges", DemoPledge, path.name),
        "comments": _rows(head, "comments", DemoComment, path.name),
    }
    return _build(DemoQuestion, head, path.name, given)


def _read_answer(head, body, file):
    head = _toml(head, file)
    comments = _rows(head, "comments", DemoComment, file)
    return _build(DemoAnswer, head, file, {"body": body.strip(), "comments": comments})


def _rows(head, key, kind, file):
    """What the head holds as tables under `key`, which is taken out of it."""
    rows = head.pop(key, [])
    if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
        raise DemoFileError(f"{file}: {key} must be tables")
    return tuple(_build(kind, row, file, {}) for row in rows)


def _text(path):
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DemoFileError(f"{path.name}: cannot be read ({error})") from error


def _toml(text, file):
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DemoFileError(f"{file}: {error}") from error


def _build(kind, row, file, given):
    """The dataclass from a TOML table, with a message that says which key is wrong."""
    types = {field.name: field.type for field in fields(kind) if field.name not in given}
    for key, value in row.items():
        if key not in types:
            raise DemoFileError(f"{file}: unknown key {key!r}")
        if type(value) is not types[key]:
            raise DemoFileError(f"{file}: {key} must be of type {types[key].__name__}")
    try:
        return kind(**row, **given)
    except TypeError as error:
        raise DemoFileError(f"{file}: {error}") from error


def _check_references(community):
    members = {member.key for member in community.members}
    paths = {category.path for category in community.categories}
    tags = {tag.name for tag in community.tags}
    for category in community.categories:
        if category.parent_path and category.parent_path not in paths:
            raise DemoFileError(f"categories.toml: {category.path} has no parent")
    for question in community.questions:
        authors = {question.asker} | {answer.author for answer in question.answers}
        authors |= {pledge.by for pledge in question.pledges}
        authors |= {comment.by for post in question.posts for comment in post.comments}
        for word, wanted, known in (
            ("member", authors, members),
            ("category", {question.category}, paths),
            ("tag", set(question.tags), tags),
        ):
            if missing := sorted(wanted - known):
                raise DemoFileError(f"{question.file}: unknown {word} {', '.join(missing)}")
