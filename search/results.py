"""A page of what a search found."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from accounts.hurry import TooSlow, hurried
from questions.models import Question
from search.finding import Found
from search.grammar import Query, read
from search.keeping import find_again
from search.meaning import Meaning, let_end, meaning_of
from search.snippets import snippets
from search.spelling import corrected, endings

PAGE, LAST_PAGE = 15, 20
# Who finds fewer may have mistyped.
FEW = 3


@dataclass
class Results:
    """What `text` found, from one page on; `too_slow` when it asked for too much.

    `meant` is a text of which more is found, where a word of this one looks mistyped.
    """

    text: str
    page: int
    query: Query
    meaning: Meaning
    found: Found = field(default_factory=lambda: Found([], 0, ""))
    questions: list = field(default_factory=list)
    too_slow: bool = False
    meant: str = ""

    @property
    def had_common_words_only(self):
        """Whether all its words are such as every text has."""
        return any(self.meaning.alternatives) and not (self.found.words or self.found.count)

    @property
    def is_past_the_end(self):
        return self.page > 1 and not self.questions and not self.too_slow

    @property
    def meant_url(self):
        return f"?{urlencode({'q': self.meant})}"

    @cached_property
    def next_url(self):
        more = len(self.found.numbers) > self.page * PAGE and self.page < LAST_PAGE
        return self._url(self.page + 1) if more else None

    @cached_property
    def previous_url(self):
        return self._url(self.page - 1) if self.page > 1 else None

    def _url(self, page):
        return f"?{urlencode({'q': self.text, 'page': page})}"


def results_of(text, page, *, typing=False):
    """The results of a search; while it is `typing`, its last word may lack its end."""
    query = read(text)
    results = Results(text, page, query, meaning_of(query))
    if typing:
        let_end(results.meaning, endings)
    try:
        results.found = find_again(results.meaning)
        if results.found.count < FEW:
            results.meant = _meant(text, results)
        numbers = results.found.numbers[(page - 1) * PAGE : page * PAGE]
        with hurried():
            marked = snippets(numbers, results.found.words)
    except TooSlow:
        results.too_slow = True
        return results
    results.questions = _rows(numbers, marked)
    return results


def _meant(text, results):
    """The text without its slips, if it has any and more is found without them; else ""."""
    other = corrected(text, results.query)
    try:
        more = other and find_again(meaning_of(read(other))).count > results.found.count
    except TooSlow:
        return ""
    return other if more else ""


def _rows(numbers, marked):
    """The questions in this order, without those that left sight a moment ago."""
    rows = Question.objects.visible().for_list().in_order_of(numbers)
    for row in rows:
        # A row without is_dimmed would have a template look through all that it has instead.
        row.snippet, row.is_dimmed = marked.get(row.pk), False
    return rows
