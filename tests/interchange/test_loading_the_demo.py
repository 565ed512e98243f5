"""The demo community as it stands in the database."""

import io
import stat
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from accounts.models import User
from answers.models import Answer
from answers.settlement import keep_promises
from comments.models import Comment, Mention
from interchange.demo_files import read_demo
from questions.models import Category, Question, Tag
from rewards.models import Ending, Promise

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, loaded once for most tests of this file; the folder of its sign-ins."""
    var = tmp_path_factory.mktemp("var")
    with django_db_blocker.unblock(), override_settings(VAR=var), transaction.atomic():
        _load()
        yield var
        transaction.set_rollback(True)


def _load():
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def test_everything_in_the_files_is_there(loaded):
    demo = read_demo()
    assert User.objects.count() == len(demo.members)
    assert Category.objects.count() == len(demo.categories)
    assert set(Tag.objects.values_list("name", flat=True)) == {tag.name for tag in demo.tags}
    for question in demo.questions:
        row = Question.objects.get(title=question.title)
        assert (row.score, row.view_count) == (question.score, question.views)
        assert (timezone.now().date() - row.created_at.date()).days == question.days_ago
        assert row.answer_count == row.answers.count() == len(question.answers)
        assert bool(row.accepted_at) == any(answer.accepted for answer in question.answers)
        assert row.created_at <= row.active_at <= timezone.now()
        assert {t.asked_at for t in row.taggings.all()} == {row.created_at}
        assert row.comment_count == row.comments.count() == len(question.comments)
    assert Answer.objects.count() == sum(len(question.answers) for question in demo.questions)
    posts = [post for question in demo.questions for post in question.posts]
    assert Comment.objects.count() == sum(len(post.comments) for post in posts) > 10
    assert Mention.objects.count() > 5


def test_sign_ins_are_this_installations_own_and_work(loaded):
    file = loaded / "demo-signins"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = [line.split("  ") for line in file.read_text().splitlines()]
    assert len(rows) == 4
    for name, email, password in rows:
        user = User.objects.get(name=name, email=email)
        assert user.check_password(password)
        assert user.emailaddress_set.get().verified
    assert len({password for _, _, password in rows}) == 4
    others = User.objects.exclude(email__in=[email for _, email, _ in rows])
    assert not any(user.has_usable_password() for user in others)


def test_mo_moderates_and_nobody_else_does(loaded):
    assert [user.email for user in User.objects.all() if user.is_moderator] == ["mo@demo.invalid"]


def test_its_first_question_offers_forty_coins_more_as_the_example_does(loaded):
    first = Question.objects.get(title=read_demo().questions[0].title)
    assert (first.rewarded_at, first.pot_coins) == (None, 40)
    assert first.bounty.pot.pledges.count() == 2


def test_one_pledge_is_promised_and_will_be_paid_and_one_is_paid(loaded):
    [promise] = Promise.objects.all()
    assert promise.by.owner.name != promise.pledge.account.owner.name
    [paid] = Ending.objects.all()
    assert Answer.objects.get(awarded_coins__gt=0).awarded_coins == paid.paid
    with time_machine.travel(timezone.now() + timedelta(hours=48)):
        keep_promises()
    assert Ending.objects.get(pledge=promise.pledge).account == promise.account


def test_loading_twice_changes_nothing(loaded):
    passwords = (loaded / "demo-signins").read_text()
    assert "already" in _load()
    assert (loaded / "demo-signins").read_text() == passwords
    assert User.objects.count() == len(read_demo().members)


def test_a_part_of_it_is_refused(loaded):
    User.objects.get(email="cy@demo.invalid").delete()
    with pytest.raises(CommandError, match="Nothing was loaded"):
        _load()
    assert not User.objects.filter(email="cy@demo.invalid").exists()
