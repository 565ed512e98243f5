"""The rows of a dump's file, one after the other, whatever its size."""

from xml.parsers import expat

from interchange.stackexchange.trouble import DumpError

CHUNK_BYTES = 64 * 1024
# Expat holds an unfinished tag in memory, so a tag without an end must not go on for ever.
LONGEST_ROW_BYTES = 16 * 1024 * 1024


class RowReader:
    """Reads `<root><row …/><row …/></root>`.

    A document type is refused, so there are no entities to expand and no outside files to fetch.
    """

    def __init__(self, path, root):
        self.path, self.root = path, root
        self.number = 0
        self.bytes_read = 0
        self._depth = 0
        self._found = []
        self._since_row = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype

    def __iter__(self):
        """(row number from 1, attributes) of each row. Raises DumpError."""
        try:
            with self.path.open("rb") as file:
                while chunk := file.read(CHUNK_BYTES):
                    self.bytes_read += len(chunk)
                    self._since_row += len(chunk)
                    yield from self._rows(chunk)
                yield from self._rows(b"", last=True)
        except OSError as error:
            raise DumpError(f"{self.path.name}: cannot be read ({error.strerror})") from error

    def trouble(self, message, row=None):
        """The DumpError for a row, by default the last one read."""
        return DumpError(f"{self.path.name}, row {row or self.number}: {message}")

    def _rows(self, chunk, last=False):
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            after = f"after row {self.number + len(self._found)}"
            problem = expat.ErrorString(error.code)
            if last:
                problem = f"the file ends too early ({problem})"
            raise DumpError(f"{self.path.name}, line {error.lineno}, {after}: {problem}") from error
        if self._since_row > LONGEST_ROW_BYTES:
            raise self.trouble("no end of the next row within 16 MB")
        found, self._found = self._found, []
        for attributes in found:
            self.number += 1
            yield self.number, attributes

    def _start(self, name, attributes):
        expected = "row" if self._depth else self.root
        if self._depth > 1 or name != expected:
            raise DumpError(
                f"{self.path.name}: <{name}> where <{expected}> belongs; "
                "is this a file of a Stack Exchange dump?"
            )
        if self._depth:
            self._found.append(attributes)
            self._since_row = 0
        self._depth += 1

    def _end(self, name):
        self._depth -= 1

    def _refuse_doctype(self, *declaration):
        raise DumpError(
            f"{self.path.name}: has a document type (<!DOCTYPE …>), which no dump has and which "
            "can pull in other files. Refused."
        )
