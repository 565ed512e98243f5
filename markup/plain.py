"""Text out of HTML, and HTML out of plain text. Fast enough for every row of a list."""

import re
from html import escape, unescape

# Our own output: attribute values are always in double quotes.
_PIECE = re.compile(r'<pre\b.*?</pre>|<div class="footnotes">.*|<(?:[^>"]|"[^"]*")*>|[^<]+', re.S)
_TAG = re.compile(r'<[^>"]*(?:"[^"]*"[^>"]*)*>')
_NOTE = re.compile(r'<sup id="fn.*?</sup>', re.S)
_INLINE = re.compile(r"</?(?:a|code|del|em|kbd|s|small|span|strong|sub|sup)\b")
_INLINE_TAG = re.compile(_INLINE.pattern + _TAG.pattern.removeprefix("<"))


def _pieces(html):
    for piece in _PIECE.finditer(html):
        text = piece[0]
        if text[0] != "<":
            yield unescape(text)
        elif not _INLINE.match(text):
            yield " "


def plain_text(html, length):
    """The first words of rendered HTML as text, at most `length` characters with the ellipsis.

    Code blocks and footnotes are left out. The result is text: a template escapes it.
    """
    words, size = [], 0
    for piece in _pieces(_NOTE.sub("", html)):
        words.append(piece)
        size += len(piece)
        if size > 2 * length + 200:
            break
    text = " ".join("".join(words).split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    # Where words have no spaces the cut stays where it is.
    at_word = cut.rsplit(" ", 1)[0] if text[length - 1] != " " else cut
    return (at_word if len(at_word) > length // 2 else cut).rstrip(" ,;:.-") + "…"


def all_text(html):
    """All text of rendered HTML: code and footnotes too, with a space where a block ends."""
    return unescape(_TAG.sub(" ", _INLINE_TAG.sub("", html)))


def as_plain(source):
    """The text itself as safe HTML, for what cannot be rendered."""
    return f'<pre class="highlight" tabindex="0"><code>{escape(source.strip())}</code></pre>'
