"""The decorator that puts a limit on a view."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from kv.client import client
from limits.rates import limited


@pytest.fixture(autouse=True)
def limits(settings):
    settings.RATE_LIMITS = {
        "ask": "2/h",
        "both": {"member": "2/h", "address": "3/h"},
        "costly": {"member": "9/h", "address": "2/h", "range": "3/h"},
    }


@limited("ask")
def ask(request):
    return HttpResponse("asked")


@limited("both")
def both(request):
    return HttpResponse("done")


def send(view, member=None, method="post", address="192.0.2.1"):
    request = getattr(RequestFactory(), method)("/", REMOTE_ADDR=address)
    request.user = SimpleNamespace(pk=member, is_authenticated=True) if member else AnonymousUser()
    return view(request)


def test_beyond_the_limit_the_answer_says_when_to_come_back():
    assert [send(ask, member=1).status_code for _ in range(3)] == [200, 200, 429]
    assert 3_500 < int(send(ask, member=1)["Retry-After"]) <= 3_600


def test_looking_at_the_form_costs_nothing():
    assert [send(ask, member=1, method="get").status_code for _ in range(5)] == [200] * 5
    assert send(ask, member=1).status_code == 200


def test_asking_for_the_head_costs_what_the_page_costs():
    view = limited("ask", methods=("GET",))(lambda request: HttpResponse())
    codes = [send(view, method=method).status_code for method in ("get", "head", "head")]
    assert codes == [200, 200, 429]


def test_the_signed_out_count_by_address():
    assert [send(ask).status_code for _ in range(3)] == [200, 200, 429]
    assert send(ask, address="192.0.2.2").status_code == 200


def test_members_at_one_address_share_the_address_limit():
    assert [send(both, member=pk).status_code for pk in (1, 2, 3, 4)] == [200, 200, 200, 429]
    assert send(both, member=4, address="192.0.2.2").status_code == 200


def test_one_member_at_many_addresses_keeps_one_limit():
    answers = [send(both, member=1, address=f"192.0.2.{n}").status_code for n in (1, 2, 3)]
    assert answers == [200, 200, 429]


def test_a_limit_for_members_only_limits_the_signed_out_by_address():
    view = limited("ask", by=("member",))(lambda request: HttpResponse())
    assert [send(view).status_code for _ in range(3)] == [200, 200, 429]


@limited("costly")
def costly(request):
    return HttpResponse("found")


def test_many_addresses_of_one_range_share_its_limit():
    codes = [send(costly, address=f"192.0.2.{n}").status_code for n in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    assert send(costly, address="198.51.100.1").status_code == 200


def test_members_have_no_part_in_the_limit_of_a_range():
    for n in range(3):
        send(costly, address=f"192.0.2.{n}")
    assert send(costly, address="192.0.2.9").status_code == 429
    assert [send(costly, member=n, address=f"192.0.2.2{n}").status_code for n in (1, 2)] == [
        200
    ] * 2


def test_no_address_can_be_read_in_redis():
    send(ask, address="192.0.2.77")
    assert client().keys("*")
    assert not [each for each in client().keys("*") if b"192" in each]
