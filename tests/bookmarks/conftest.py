import pytest

from tests import cast


@pytest.fixture
def ada(db):
    return cast.ada()


@pytest.fixture
def bo(db):
    return cast.bo()


@pytest.fixture
def cy(db):
    return cast.cy()


@pytest.fixture
def question(ada):
    return cast.question(ada)


@pytest.fixture
def answer(bo, question):
    return cast.answer(bo, question)
