from django.db.models import F

from accounts.models import User


def people_of(question):
    """Who takes part below a question: its asker, and who answered or commented in sight.

    Members without a profile are left out. Imported members, who do not read here, stand last.
    """
    answers = question.answers.visible()
    there = type(question).objects.filter(pk=question.pk).values("author")
    there = there.union(
        answers.values("author"),
        question.comments.visible().values("author"),
        answers.filter(comments__removed_at=None).values("comments__author"),
    )
    members = User.objects.visible().filter(pk__in=there)
    return members.order_by(F("name_key").asc(nulls_last=True), "name", "pk")


def whom_may_mention(member, question):
    """The people whom `member` may mention below the question: nobody on their first day."""
    if member.is_new:
        return User.objects.none()
    return people_of(question).exclude(pk=member.pk)
