"""How moderators find posts: by number, by author's e-mail address, or by words."""

# A common word is in a third of a million questions; reading and sorting them all takes seconds.
MOST_FOUND = 1_000
BIGGEST_KEY = 2**63 - 1


def narrowed(queryset, term, by_words):
    """Rows of `queryset` that `term` means; every way of asking is answered from an index.

    `by_words(queryset, term)` filters by words; no more than MOST_FOUND of its rows are shown.
    """
    term = term.replace("\x00", "").strip()
    if not term:
        return queryset
    number = term.removeprefix("#")
    if number.isascii() and number.isdigit():
        return queryset.filter(pk=int(number)) if int(number) <= BIGGEST_KEY else queryset.none()
    if "@" in term and " " not in term:
        return queryset.filter(author__email=term.lower())
    some = by_words(queryset.order_by(), term).values("pk")[:MOST_FOUND]
    return queryset.filter(pk__in=some)
