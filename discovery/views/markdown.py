"""A question with its answers as Markdown, for readers that are programs."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from discovery.markdown import whole
from discovery.views.missing import in_its_place
from limits.rates import limited
from questions.models import Question


@require_safe
@limited("markdown", by=("address", "range"), methods=("GET",))
@cache_control(public=True, max_age=300)
@conditional_page
def question(request, pk):
    """The question and its best answers; search engines are told where the page is."""
    question = get_object_or_404(Question.objects.for_page().select_related("source"), pk=pk)
    if instead := in_its_place(question, request, "question_markdown"):
        return instead
    response = HttpResponse(whole(question), content_type="text/markdown; charset=utf-8")
    page = settings.SITE_URL + question.get_absolute_url()
    response["Link"] = f'<{page}>; rel="canonical"'
    return response
