"""What is published, what is held, and what is refused."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from screening.jobs import forget_addresses
from screening.judge import judge
from screening.models import Phrase, Trace
from screening.opened import opened_now, seconds_since
from screening.submission import Submission
from tests import cast
from tests.standing import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def cy():
    return cast.cy()


def sent(member, text=cast.LONG_ENOUGH, **facts):
    return Submission(member, "answer", text, **{"address": "192.0.2.7", "seconds": 60.0, **facts})


def held(*args, **facts):
    return judge(sent(*args, **facts)).held


def test_an_ordinary_text_is_published(cy):
    assert held(cy) == ""


def test_a_filled_trap_is_refused_for_everybody(cy):
    for member in (cy, cast.mo()):
        with pytest.raises(ValidationError, match="hidden field"):
            judge(sent(member, trap="https://a.example/"))


def test_whom_nobody_knows_needs_some_seconds_for_a_form(cy, settings):
    with pytest.raises(ValidationError, match="very fast"):
        judge(sent(cy, seconds=2.9))
    assert held(cy, seconds=3.0) == ""
    assert held(standing(cy, 10), seconds=0.5) == ""


def test_three_links_of_a_newcomer_are_held_and_two_are_not(cy):
    link = " https://a.example/b"
    assert held(cy, cast.LONG_ENOUGH + link * 2) == ""
    assert "links" in held(cy, cast.LONG_ENOUGH + link * 3)
    assert held(standing(cy, 10), cast.LONG_ENOUGH + link * 9) == ""


def test_what_speaks_against_a_text_adds_up(cy):
    link = " https://a.example/b"
    said = held(cy, cast.LONG_ENOUGH + link * 2, seconds=None)
    assert "links" in said
    assert "did not come from a form" in said


@pytest.mark.parametrize(
    "text", ["Buy Cheap  Pills now", "ｂｕｙ ｃｈｅａｐ ｐｉｌｌｓ", "(buy cheap pills)"]
)
def test_a_phrase_is_found_whatever_its_case_width_and_spaces(cy, text):
    Phrase.objects.create(words="buy cheap pills")
    assert "buy cheap pills" in held(cy, text)


def test_a_phrase_inside_a_longer_word_is_none(cy):
    Phrase.objects.create(words="pill")
    assert held(cy, "A caterpillar climbs the pillar.") == ""


def test_a_phrase_may_refuse(cy):
    Phrase.objects.create(words="buy cheap pills", action="refuse")
    with pytest.raises(ValidationError, match="other words"):
        judge(sent(cy, "Buy cheap pills"))


def test_a_phrase_of_two_letters_cannot_be_kept():
    with pytest.raises(ValidationError, match="at least 3"):
        Phrase(words=" A ").full_clean()


def test_the_same_text_again_by_anybody_unknown_is_held(cy):
    Trace.leave(sent(cast.bo(), "One  and the SAME text."), ("answer", 1))
    assert "elsewhere" in held(cy, "one and the same text.")
    assert held(cy, "Another text.") == ""


def test_a_trace_keeps_an_address_for_some_weeks(cy, settings):
    with time_machine.travel(timezone.now() - timedelta(days=31)):
        Trace.leave(sent(cy, "old"), ("answer", 1))
    kept = Trace.leave(sent(cy, "new", address="unknown"), ("answer", 2))
    forget_addresses()
    assert list(Trace.objects.all()) == [kept]
    assert kept.address is None


def test_a_form_says_when_it_was_opened_and_nobody_makes_it_up():
    with time_machine.travel("2026-04-01T12:00Z", tick=False) as now:
        carried = opened_now()
        now.shift(7)
        assert seconds_since(carried) == 7
        assert seconds_since(carried.replace("17", "16", 1)) is None
    assert seconds_since("") is None
    assert seconds_since(None) is None
