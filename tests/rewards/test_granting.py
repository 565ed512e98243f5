import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from rewards.models import Grant
from tests import cast
from tests.coins import coins

pytestmark = pytest.mark.django_db
WHY = "For the translation."


@pytest.fixture
def mo():
    return cast.mo()


@pytest.fixture
def ada():
    return cast.ada()


def test_a_grant_comes_and_a_fine_goes(ada, mo):
    Grant.make(member=ada, coins=50, because=WHY, by=mo)
    Grant.make(member=ada, coins=-20, because=WHY, by=mo)
    assert coins(ada) == 30


def test_a_big_grant_waits_for_another_moderator(ada, mo):
    grant = Grant.make(member=ada, coins=1_001, because=WHY, by=mo)
    assert grant.waits
    with pytest.raises(PermissionDenied):
        grant.agree(by=mo)
    assert coins(ada) == 0
    assert grant.agree(by=cast.member("Second", is_staff=True))
    assert coins(ada) == 1_001


def test_many_small_grants_of_one_moderator_are_a_big_one(ada, mo):
    Grant.make(member=ada, coins=600, because=WHY, by=mo)
    assert Grant.make(member=ada, coins=401, because=WHY, by=mo).waits
    assert not Grant.make(member=ada, coins=400, because=WHY, by=mo).waits
    assert not Grant.make(member=cast.bo(), coins=1_000, because=WHY, by=mo).waits


def test_nobody_agrees_to_what_they_would_get(ada, mo):
    grant = Grant.make(member=cast.member("Other", is_staff=True), coins=2_000, because=WHY, by=mo)
    with pytest.raises(PermissionDenied):
        grant.agree(by=grant.account.owner)


def test_only_moderators_grant_and_not_to_themselves(ada, mo):
    with pytest.raises(PermissionDenied):
        Grant.make(member=mo, coins=5, because=WHY, by=ada)
    with pytest.raises(PermissionDenied):
        Grant.make(member=mo, coins=5, because=WHY, by=mo)


@pytest.mark.parametrize(
    ("amount", "because"), [(0, WHY), (2**31, WHY), (-(2**31), WHY), (5, "  "), (5, "x" * 501)]
)
def test_nonsense_is_refused(ada, mo, amount, because):
    with pytest.raises(ValidationError):
        Grant.make(member=ada, coins=amount, because=because, by=mo)


def test_a_fine_takes_no_more_than_is_there(ada, mo):
    with pytest.raises(ValidationError):
        Grant.make(member=ada, coins=-1, because=WHY, by=mo)
    assert not Grant.objects.exists()
