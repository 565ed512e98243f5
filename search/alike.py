"""Questions like a title or like another one: by meaning where that is known, else by words."""

from likeness.finding import nearest, nearest_of
from search.similar import similar


def like_title(title):
    """Numbers of questions like what is being typed, the likest first. Raises TooSlow."""
    return _numbers(nearest(title)) or similar(title)


def like_question(question, *, limit):
    """Numbers of other questions like this one, the likest first. Raises TooSlow."""
    if found := _numbers(nearest_of(question, limit=limit)):
        return found
    tags = question.taggings.values_list("tag", flat=True)
    more = {"tags": tags, "besides": question.pk, "limit": limit}
    return similar(question.title, question.body, **more)


def _numbers(found):
    """None at all where the model is off or away, or knows of no question yet."""
    return [number for number, _cosine in found or ()]
