from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from tests import cast


def long_here(member):
    """The member, who joined long ago."""
    User.objects.filter(pk=member.pk).update(created_at=timezone.now() - timedelta(days=400))
    member.refresh_from_db()
    return member


@pytest.fixture
def ada():
    """Ada, who asks `question`."""
    return long_here(cast.ada())


@pytest.fixture
def bo():
    """Bo, who gives `answer`."""
    return long_here(cast.bo())


@pytest.fixture
def question(ada):
    return cast.question(ada, category=cast.category())


@pytest.fixture
def answer(bo, question):
    return cast.answer(bo, question)
