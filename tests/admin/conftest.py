import pytest

from accounts.roles import appoint_moderator
from tests import cast


@pytest.fixture
def mo():
    """Mo with the permissions that moderators get."""
    mo = cast.mo()
    appoint_moderator(mo)
    return mo


@pytest.fixture
def admin(client, mo):
    """A browser in which Mo is signed in."""
    client.force_login(mo)
    return client


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


@pytest.fixture
def answer(question):
    return cast.answer(cast.bo(), question)
