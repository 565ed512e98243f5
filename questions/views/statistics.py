from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import member_required
from posts.rules import may_see_statistics
from questions.charts import Chart
from questions.models import Question

DAYS = 30


@require_safe
@member_required
def question_statistics(request, pk):
    """How often a question was read. Who may not see it learns nothing: not yours is not found."""
    questions = Question.objects.shown_to(request.user).select_related("category__parent__parent")
    question = get_object_or_404(questions.defer("body", "body_html"), pk=pk)
    if not may_see_statistics(question, request.user):
        raise Http404
    days = question.view_days.last_days(DAYS)
    chart = Chart([each.views for each in days])
    context = {
        "question": question,
        "days": days,
        "columns": list(zip(days, chart.bars, strict=True)),
        "chart": chart,
        "views": sum(each.views for each in days),
    }
    if request.user.is_moderator:
        context["hits"] = sum(each.crawler_hits for each in days)
        context["share"] = share_of(context["hits"], context["views"])
    return render(request, "questions/statistics.html", context)


def share_of(part, rest):
    """The per cent that `part` is of the two together; only nothing is 0, only all is 100."""
    if not part or not rest:
        return 100 if part else 0
    return min(99, max(1, round(100 * part / (part + rest))))
