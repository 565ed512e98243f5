"""What becomes of answers when their question is merged into another one. Both are held."""

from django.db.models import F
from django.db.models.functions import Greatest

from answers import earnings
from answers.models import Acceptance, Answer
from questions.models import Question


def move_answers(question, into):
    """Let every answer stand below `into`, removed ones too, none of them as the accepted one.

    Their sketches go along. Two that say the same may meet so: both stay, for neither repeated the
    other where it was written.
    """
    answers = Answer.objects.filter(question=question)
    list(answers.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    answers.update(question=into, accepted_at=None)
    Question.objects.filter(pk=into.pk).update(
        answer_count=F("answer_count") + question.answer_count,
        active_at=Greatest("active_at", question.active_at),
    )
    Question.objects.filter(pk=question.pk).update(answer_count=0, accepted_at=None)
    into.mirror()


def end_acceptance(question):
    """End the acceptance and what it promised. What was paid stays paid, for it was earned."""
    if Acceptance.withdraw(question.acceptances):
        earnings.take_back(question)
