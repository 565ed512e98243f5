import pytest

from rewards.audit import audit
from tests import cast
from tests.standing import standing
from votes.laws import LAWS


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


@pytest.fixture
def trusted(db):
    """Somebody who may vote down."""
    return standing(cast.member("Tru Trusted"), 100)


@pytest.fixture(autouse=True)
def _all_reputation_has_its_reasons(db):
    yield
    assert [line for check in audit(LAWS) for line in check.differences] == []
