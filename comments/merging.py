from django.db.models import F

from comments.models import Comment
from questions.models import Question


def move_comments(question, into):
    """Let every comment on a question stand on another one; both are held.

    Few will be about a text that says the same in other words, but what they tell may be all that
    somebody knew: so none is lost from sight.
    """
    comments = Comment.objects.filter(question=question)
    list(comments.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    comments.update(question=into)
    moved = F("comment_count") + question.comment_count
    Question.objects.filter(pk=into.pk).update(comment_count=moved)
    Question.objects.filter(pk=question.pk).update(comment_count=0)
