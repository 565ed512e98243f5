"""Who may make a tag that is not there yet."""

import pytest
from django.core.exceptions import ValidationError

from questions.models import Tag
from tests import cast
from tests.coins import fresh
from tests.standing import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def _an_old_site(settings):
    settings.TAGS_FREE = 0
    Tag.objects.create(name="known", slug="known")


def test_on_a_young_site_everybody_makes_tags(settings):
    settings.TAGS_FREE = 1
    cast.question(cast.ada(), tags=["first"])
    with pytest.raises(ValidationError, match="no tag"):
        cast.question(cast.bo(), tags=["second"])


@pytest.mark.usefixtures("_an_old_site")
def test_later_it_takes_reputation_and_the_error_says_how_much():
    ada = cast.ada()
    with pytest.raises(ValidationError) as refused:
        cast.question(ada, tags=["known", "unknown"])
    assert "“unknown”" in refused.value.messages[0]
    assert "75 reputation" in refused.value.messages[0]
    assert refused.value.field == "tags"
    cast.question(ada, tags=["known"])
    cast.question(standing(cast.bo(), 75), tags=["known", "unknown"])


@pytest.mark.usefixtures("_an_old_site")
def test_an_edit_is_no_way_round_it():
    question = cast.question(ada := cast.ada(), tags=["known"])
    fields = {"title": question.title, "body": question.body, "category": None}
    with pytest.raises(ValidationError, match="no tag"):
        fresh(question).edit(by=ada, tags=["unknown"], **fields)


@pytest.mark.usefixtures("_an_old_site")
def test_a_suggested_edit_is_no_way_round_it_either():
    question = cast.question(cast.ada(), tags=["known"])
    fields = {"title": question.title, "body": question.body, "category": None}
    with pytest.raises(ValidationError, match="no tag"):
        question.suggest_edit(by=cast.bo(), tags=["unknown"], because="It is about that.", **fields)
