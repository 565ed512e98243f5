"""Why a text is refused in the process that renders; `markup.errors` says it to callers."""


class TooDeep(Exception):
    """Elements are nested deeper than readers or parsers follow."""


class TooLarge(Exception):
    """The text, or the HTML it makes, is over the limit."""
