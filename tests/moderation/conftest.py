import pytest

from tests import cast
from tests.standing import standing


@pytest.fixture
def ada(db):
    return cast.ada()


@pytest.fixture
def bo(db):
    return cast.bo()


@pytest.fixture
def mo(db):
    return cast.mo()


@pytest.fixture
def question(ada):
    return cast.question(ada)


@pytest.fixture
def answer(bo, question):
    return cast.answer(bo, question)


@pytest.fixture
def regulars(db):
    """Three members whose flags weigh."""
    return [standing(cast.member(f"Regular {n}"), 20) for n in range(3)]


@pytest.fixture
def spammer(db):
    return standing(cast.member("Spa Mmer"), 60)
