"""Ranges and domains from which nobody joins."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from screening.models import Block

pytestmark = pytest.mark.django_db


def block(value, kind="address", **fields):
    made = Block(kind=kind, value=value, because="A flood.", **fields)
    made.full_clean(exclude=["by"])
    made.save()
    return made


@pytest.mark.parametrize(
    ("value", "inside", "outside"),
    [
        ("192.0.2.77/24", "192.0.2.1", "192.0.3.1"),
        ("192.0.2.7", "192.0.2.7", "192.0.2.8"),
        ("2001:db8:1::/48", "2001:db8:1:2::", "2001:db8:2::"),
    ],
)
def test_an_address_falls_under_a_range(value, inside, outside):
    made = block(value)
    assert Block.objects.of_address(inside) == made
    assert Block.objects.of_address(outside) is None
    assert Block.objects.of_address("unknown") is None


def test_a_domain_covers_those_below_it():
    made = block("@Spam.Example", kind="domain")
    assert Block.objects.of_email("a@spam.example") == made
    assert Block.objects.of_email("a@mail.spam.example") == made
    assert Block.objects.of_email("a@notspam.example") is None


def test_a_block_ends():
    block("192.0.2.0/24", until=timezone.now() - timedelta(seconds=1))
    assert Block.objects.of_address("192.0.2.1") is None


@pytest.mark.parametrize("value", ["10.0.0.0/8", "::/0", "nowhere", ""])
def test_what_is_no_range_or_too_large_is_refused(value):
    with pytest.raises(ValidationError):
        block(value)


@pytest.mark.parametrize("value", ["example", "a b.example", ""])
def test_what_is_no_domain_is_refused(value):
    with pytest.raises(ValidationError):
        block(value, kind="domain")
