"""The site's addresses, and some where things go wrong."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError, connection
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import path

from queshub import urls

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler429 = urls.handler429
handler500 = urls.handler500

_PAGE = "{% load timing %}<p>{{ slow }}</p>{% timing_line %}"


def bare(request, status):
    headers = {"Retry-After": "7"} if status in {429, 503} else {}
    return HttpResponse(status=status, headers=headers)


def broken(request):
    raise RuntimeError("broken on purpose")


def forbidden(request):
    raise PermissionDenied


def senseless(request):
    raise BadRequest


def postgres_away(request):
    raise OperationalError("connection refused")


def ask_postgres(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text", [request.GET.get("q") or request.POST.get("body")])
    return HttpResponse("asked")


def sleepy(request):
    """Twenty milliseconds in Postgres for the view, a hundred for the template."""
    dict(request.session.items())
    query(20)
    template = engines["rendering"].from_string(_PAGE)
    return HttpResponse(template.render({"slow": Slow()}, request))


class Slow:
    def __str__(self):
        query(100)
        return "slow"


def query(ms):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [ms / 1000])


def streamed(request):
    return StreamingHttpResponse(["a", "b"])


def own_page(request):
    return HttpResponse("gone, but here is why", status=410)


def form(request):
    return render(request, "errors/404.html", {"body": request.POST.get("body")})


urlpatterns = [
    path("bare/<int:status>/", bare),
    path("broken/", broken),
    path("forbidden/", forbidden),
    path("senseless/", senseless),
    path("postgres-away/", postgres_away),
    path("ask-postgres/", ask_postgres),
    path("sleepy/", sleepy),
    path("streamed/", streamed),
    path("own-page/", own_page),
    path("form/", form),
    *urls.urlpatterns,
]
