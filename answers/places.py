from answers.reading import A_PAGE
from questions.models import Question


def address_of(answer, viewer):
    """The page on which this reader finds the answer; None where they find it on none."""
    question = Question.objects.shown_to(viewer).filter(pk=answer.question_id)
    shown = answer.question.answers.shown_to(viewer)
    order = list(shown.ranked().values_list("pk", flat=True))
    # The address it would lead to has the title of a removed question in it.
    if answer.pk not in order or not question.exists():
        return None
    number = order.index(answer.pk) // A_PAGE + 1
    page = f"?page={number}" if number > 1 else ""
    return f"{answer.question.get_absolute_url()}{page}"
