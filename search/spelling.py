"""What a reader may have meant who mistyped: a word of the site's own, one slip away."""

from search.models import Word

# A word in fewer questions may be a slip itself.
FEWEST_QUESTIONS = 3
SHORTEST, LONGEST = 4, 30
_MOST_WORDS = 5
_ENDINGS = 5


def corrected(text, query):
    """The text with its unknown words replaced by known ones that are like them, or None."""
    words = {term.text.lower() for term in query.terms if term.kind == "word"}
    words = {word for word in words if word.isalpha() and SHORTEST <= len(word) <= LONGEST}
    known = _common(Word.objects.filter(pk__in=words))
    unknown = sorted(words - set(known.values_list("pk", flat=True)))[:_MOST_WORDS]
    better = {word: _likest(word) for word in unknown}
    pieces = [better.get(piece.lower()) or piece for piece in text.split(" ")]
    return " ".join(pieces) if any(better.values()) else None


def endings(beginning):
    """The most common words that begin so."""
    if not (beginning.isalpha() and len(beginning) < LONGEST):
        return []
    words = _common(Word.objects.filter(pk__startswith=beginning.lower()))
    return list(words.order_by("-questions", "pk").values_list("pk", flat=True)[:_ENDINGS])


def neighbours(word):
    """The word, and the word without each of its letters; as `search_neighbours` makes them."""
    return [word, *sorted({word[:at] + word[at + 1 :] for at in range(len(word))})]


def distance(one, other):
    """How many slips lie between two words: letters too many, missing, wrong, or exchanged."""
    above, before = None, list(range(len(other) + 1))
    for i, letter in enumerate(one):
        row = [i + 1]
        for j, wanted in enumerate(other):
            row.append(min(before[j] + (letter != wanted), before[j + 1] + 1, row[j] + 1))
            if i and j and letter == other[j - 1] and wanted == one[i - 1]:
                row[-1] = min(row[-1], above[j - 1] + 1)
        above, before = before, row
    return before[-1]


def _common(words):
    return words.filter(questions__gte=FEWEST_QUESTIONS)


def _likest(word):
    """The most common of the known words that one slip leads to, or None."""
    near = _common(Word.objects.filter(neighbours__overlap=neighbours(word)))
    near = near.order_by("-questions", "pk").values_list("pk", flat=True)
    return next((each for each in near if distance(word, each) == 1), None)
