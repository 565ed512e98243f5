"""The part of a question's text in which the words stand, with the words marked."""

from django.utils.html import escape
from django.utils.safestring import mark_safe

import markup
from accounts.hurry import run

# So much of a text is looked at: enough for the words of nearly all, and quickly read.
_HTML, _TEXT = 12_000, 6_000

# Signs that stand in no text. Between them is what is marked, once all else is escaped.
_BEGIN, _END = "\x02", "\x03"

_OPTIONS = (
    f"StartSel={_BEGIN}, StopSel={_END}, MaxFragments=2, MinWords=12, MaxWords=24,"
    ' FragmentDelimiter=" … "'
)
_HEADLINES = """
SELECT ts_headline(search_language(), text, %s::tsquery, %s)
FROM unnest(%s::text[]) WITH ORDINALITY AS texts (text, place) ORDER BY place
"""
_QUESTIONS = "SELECT id, left(body_html, %s) FROM questions_question WHERE id = ANY(%s)"
_ANSWERS = """
SELECT question, string_agg(html, ' ')
FROM (SELECT %s::int, %s::bigint[]) AS asked (most, questions), unnest(questions) AS question,
LATERAL (
    SELECT left(body_html, most) FROM answers_answer
    WHERE question_id = question AND removed_at IS NULL
    ORDER BY accepted_at NULLS LAST, rank DESC LIMIT 3
) AS best (html)
GROUP BY question
"""


def snippets(numbers, words):
    """Safe HTML by the number of the question, of those whose beginning has the words, or the
    beginnings of whose best answers.
    """
    found = {}
    for source in (_QUESTIONS, _ANSWERS):
        left = [number for number in numbers if number not in found]
        if left and words:
            found |= _marked_in(dict(run(source, [_HTML, left])), words)
    return found


def _marked_in(bodies, words):
    texts = [_plain(html) for html in bodies.values()]
    lines = run(_HEADLINES, [words, _OPTIONS, texts])
    return {
        number: marked(line)
        for number, (line,) in zip(bodies, lines, strict=True)
        if _BEGIN in line
    }


def marked(line):
    """Safe HTML of a text with signs where marks begin and end."""
    html = escape(line).replace(_BEGIN, "<mark>").replace(_END, "</mark>")
    return mark_safe(html)


def _plain(html):
    whole = html if html.rfind("<") < html.rfind(">") else html[: html.rfind("<")]
    text = markup.all_text(whole).replace(_BEGIN, "").replace(_END, "")
    return " ".join(text.split())[:_TEXT]
