from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.jobs import forget_unproved_members
from accounts.models import User
from tests.cast import ada, mo

pytestmark = pytest.mark.django_db


def a_month_passes():
    User.objects.update(created_at=timezone.now() - timedelta(days=30))


def test_a_sign_up_that_nobody_confirmed_is_forgotten_after_a_week(sign_up):
    sign_up()
    forget_unproved_members()
    assert User.objects.exists()
    a_month_passes()
    for _ in range(2):
        forget_unproved_members()
    assert not User.objects.exists()


def test_everyone_else_stays(sign_up, client, mailoutbox, link_in):
    sign_up()
    client.post(link_in(mailoutbox[0]))
    ada(), mo()
    User.objects.create(name="Grace Hopper")
    User.objects.create_user("made-by-hand@cast.invalid", "Made By Hand")
    a_month_passes()
    forget_unproved_members()
    assert User.objects.count() == 5
