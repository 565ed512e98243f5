"""The dump's files, into the staging tables."""

from collections import Counter
from typing import NamedTuple

from interchange.stackexchange import staged_rows as staged
from interchange.stackexchange.progress import Progress
from interchange.stackexchange.staging import Copy
from interchange.stackexchange.trouble import DumpError
from interchange.stackexchange.xml_rows import RowReader


class File(NamedTuple):
    """A file, its root element, and for a row's type (or any) the table and the converter."""

    name: str
    root: str
    type_attribute: str
    routes: dict
    needed: bool = True


_POST = ("se_post", staged.post)
FILES = [
    File("Users.xml", "users", "", {None: ("se_member", staged.member)}),
    File("Tags.xml", "tags", "", {None: ("se_tag", staged.tag)}),
    File("Posts.xml", "posts", "PostTypeId", dict.fromkeys(staged.POST_KINDS, _POST)),
    File(
        "PostHistory.xml",
        "posthistory",
        "PostHistoryTypeId",
        dict.fromkeys(staged.BODY_REVISIONS, ("se_revision", staged.revision))
        | {staged.CLOSED: ("se_closing", staged.closing)},
        needed=False,
    ),
]


def check_folder(folder):
    """Raise DumpError unless the folder holds a dump."""
    if not folder.is_dir():
        raise DumpError(f"{folder}: no such folder")
    missing = [file.name for file in FILES if file.needed and not (folder / file.name).is_file()]
    if missing:
        raise DumpError(f"{folder}: no {', no '.join(missing)} in it; is it an unpacked dump?")


def read(folder, stream):
    """Read everything; what was left out, as a Counter of (file name, type). Raises DumpError."""
    left_out = Counter()
    for file in FILES:
        if file.needed or (folder / file.name).is_file():
            _read_file(folder / file.name, file, left_out, stream)
    return left_out


def _read_file(path, file, left_out, stream):
    size = max(path.stat().st_size, 1)
    progress = Progress(f"Reading {file.name}", stream)
    reader = RowReader(path, file.root)
    copies = {table: Copy(table) for table, _ in file.routes.values()}
    for number, row in reader:
        kind = row.get(file.type_attribute)
        try:
            if file.type_attribute and kind is None:
                raise ValueError(f"{file.type_attribute} is missing")
            table, convert = file.routes.get(kind, (None, None))
            values = convert(row) if convert else None
        except ValueError as error:
            raise reader.trouble(error) from error
        if values is None:
            left_out[file.name, kind] += 1
        else:
            copies[table].add(number, *values)
        progress.show(number, reader.bytes_read / size)
    for copy in copies.values():
        copy.send()
    progress.finish(reader.number)
