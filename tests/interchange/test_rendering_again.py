"""HTML that an older renderer made."""

import io

import pytest
from django.core.management import call_command

from accounts.models import User
from answers.models import Answer
from interchange.rendering_again import everything, render_again
from questions.models import Question, Tag
from tests.cast import ada, question
from tests.interchange.dumps import SITE, bring_in, write

pytestmark = pytest.mark.django_db


def _run(*arguments):
    out = io.StringIO()
    call_command("render_again", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def _make_old():
    for model in (Question, Answer):
        model.objects.update(body_html="old", first_words="old", renderer_version=0)
    User.objects.exclude(about="").update(about_html="old")
    Tag.objects.exclude(description="").update(description_html="old")


def _html():
    return {
        **{q.title: (q.body_html, q.first_words) for q in Question.objects.all()},
        **{f"answer {a.pk}": (a.body_html, a.first_words) for a in Answer.objects.all()},
        **dict(User.objects.values_list("name", "about_html")),
        **dict(Tag.objects.values_list("name", "description_html")),
    }


def test_old_html_is_made_again_as_it_was_made_first(tmp_path):
    bring_in(write(tmp_path))
    question(
        ada(), body="A question with [a path](/about/) of this site. " + "And more words. " * 8
    )
    before = _html()
    _make_old()
    _run()
    assert _html() == before
    assert f'href="{SITE}/q/12"' in before["How is a reef knot tied?"][0]
    assert not Question.objects.to_render().exists()


def test_stopped_half_way_it_goes_on_where_it_was(tmp_path):
    bring_in(write(tmp_path))
    before = _html()
    _make_old()
    run = render_again()
    next(run)
    run.close()
    left = Question.objects.to_render().count() + Answer.objects.to_render().count()
    assert left == 3
    _run()
    assert _html() == before


def test_all_renders_what_is_up_to_date_too():
    row = question(ada())
    Question.objects.update(body_html="damaged")
    _run()
    assert Question.objects.get().body_html == "damaged"
    _run("--all")
    assert Question.objects.get().body_html == row.body_html


def test_a_text_edited_meanwhile_is_left_to_its_editor():
    question(ada())
    _make_old()
    texts = everything()[0]
    read_before = texts.rows.get()
    Question.objects.update(body="Edited.", body_html="<p>Edited.</p>")
    texts.keep(read_before, "<p>What it said before.</p>")
    assert Question.objects.get().body_html == "<p>Edited.</p>"
