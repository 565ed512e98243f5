import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Act
from questions.models import Category
from tests import cast
from tests.at_once import at_once, failures

WHY = {"because": "It belongs there."}


@pytest.fixture
def mo(db):
    return cast.mo()


@pytest.fixture
def depression(db):
    return cast.category()


@pytest.mark.django_db
def test_what_stands_below_moves_along(mo, depression):
    mind = depression.parent
    assert mind.move(under=None, by=mo, **WHY)
    assert not mind.move(under=None, by=mo, **WHY)
    assert [each.name for each in Category.objects.get(pk=depression.pk).path] == [
        *("Mind", "Depression")
    ]
    assert Act.objects.get().because == "Health › Mind → Mind. It belongs there."


@pytest.mark.django_db
def test_no_circle_no_fourth_level_and_no_second_of_a_name(mo, depression):
    health = depression.parent.parent
    work = Category.objects.create(name="Work")
    Category.objects.create(name="Mind", parent=work)
    for category, under in [(health, depression), (work, depression), (depression.parent, work)]:
        with pytest.raises(ValidationError):
            category.move(under=under, by=mo, **WHY)


@pytest.mark.django_db
def test_moderators_move_with_a_reason(mo, depression):
    with pytest.raises(PermissionDenied):
        depression.move(under=None, by=cast.ada(), **WHY)
    with pytest.raises(ValidationError):
        depression.move(under=None, by=mo, because=" ")


@pytest.mark.django_db(transaction=True)
def test_each_below_the_other_at_once_leaves_one_on_top(mo):
    one, two = (Category.objects.create(name=name) for name in ("One", "Two"))
    results = at_once(
        lambda: one.move(under=two, by=mo, **WHY), lambda: two.move(under=one, by=mo, **WHY)
    )
    assert failures(results, ValidationError) == []
    assert results.count(True) == 1
    assert Category.objects.filter(parent=None).count() == 1
