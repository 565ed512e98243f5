"""Which vector stands for a question, whether stored or being typed."""

from likeness.model import unit

# What the title counts beside the whole text, which begins with it: chosen by bench/duplicates.py
# on one half of its queries.
TITLE = 0.2


def vector_of(model, title, body):
    """The vector of a title alone, or of a title and the text below it."""
    by_title = model.encode(title)
    if not body.strip():
        return by_title
    whole = model.encode(f"{title} {body}")
    return unit(TITLE * by_title + (1 - TITLE) * whole)
