from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.access import member_required
from comments.people import whom_may_mention
from limits.rates import limited
from questions.models import Question

MOST = 8


@require_safe
@member_required
@limited("completion", methods=("GET",))
def people(request, pk):
    """Whom the reader may mention below a question, by what has been typed of the name, as JSON."""
    question = get_object_or_404(Question.objects.shown_to(request.user), pk=pk)
    typed = request.GET.get("q", "")
    found = whom_may_mention(request.user, question).filter(name__istartswith=typed)
    return JsonResponse({"people": list(found.values_list("name", flat=True)[:MOST])})
