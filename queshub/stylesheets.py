"""Static files: hashed, compressed, and each style sheet one file."""

import re
from pathlib import Path

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>\w+)\))?;')


def flatten(path, read):
    """The style sheet at `path` with its imports put in their places.

    The source is many small files; a reader's browser should not ask for each of them.
    """

    def imported(match):
        css = flatten(str(Path(path).parent / match["path"]), read)
        return f"@layer {match['layer']} {{\n{css}\n}}" if match["layer"] else css

    return _IMPORT.sub(imported, read(path))


class FlatStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, after `css/app.css` has taken in what it imports.

    Our own scripts name each other by their hashes too. Django's pattern for all scripts there are
    would take a comment in htmx's extensions for an import.
    """

    TABLE_OF_CONTENTS = "css/app.css"
    _OUR_IMPORT = (
        r"""(?P<matched>import (?P<names>\{[^}]+\}) from "(?P<url>\./[^"]+)";)""",
        """import %(names)s from "%(url)s";""",
    )
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", (_OUR_IMPORT,)))

    def post_process(self, paths, dry_run=False, **options):
        if self.TABLE_OF_CONTENTS in paths and not dry_run:
            css = flatten(self.TABLE_OF_CONTENTS, self._text_of)
            self.delete(self.TABLE_OF_CONTENTS)
            self._save(self.TABLE_OF_CONTENTS, ContentFile(css.encode()))
            storage = self
            paths = {**paths, self.TABLE_OF_CONTENTS: (storage, self.TABLE_OF_CONTENTS)}
        yield from super().post_process(paths, dry_run, **options)

    def _text_of(self, path):
        with self.open(path) as file:
            return file.read().decode()
