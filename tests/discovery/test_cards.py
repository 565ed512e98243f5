"""The picture of a question where its address is shared: drawn by a job, never for a reader."""

import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from PIL import Image, ImageStat

from discovery import drawing, jobs
from discovery.jobs import draw_cards, keep_sitemap
from discovery.models import Card
from questions.models import Question
from tests import cast

pytestmark = pytest.mark.django_db

PLACE = {"category": None, "tags": ["depression"]}


@pytest.fixture
def question():
    return cast.question(cast.ada())


def run_jobs():
    keep_sitemap()
    draw_cards()


def card_of(client, question):
    """The picture that the question's page names, as whoever shows it gets it."""
    page = client.get(Question.objects.get(pk=question.pk).get_absolute_url())
    address = f"{settings.SITE_URL}/cards/{question.pk}.png"
    assert f'<meta property="og:image" content="{address}">' in page.text
    return client.get(f"/cards/{question.pk}.png", follow=True)


def is_own(response):
    return response.redirect_chain == []


def test_a_question_has_a_picture_of_its_own(client, question):
    run_jobs()
    response = card_of(client, question)
    assert is_own(response)
    assert response["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert len(response.content) < 60_000


def test_until_the_job_has_run_the_site_s_stands_in_for_it(client, question):
    response = card_of(client, question)
    assert not is_own(response)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert Card.objects.count() == 0


def test_another_title_is_drawn_again_and_an_answer_is_not(client, question):
    Question.objects.update(active_at=timezone.now() - timedelta(hours=1))
    run_jobs()
    first = card_of(client, question).content
    cast.answer(cast.bo(), question)
    keep_sitemap()
    [wished] = Card.objects.exclude(wished_at=None)
    assert not wished.draw_again(drawing.draw, design=drawing.DESIGN)
    assert not Card.objects.exclude(wished_at=None).exists()
    question.edit(by=question.author, title="Is a sore back low mood?", body=question.body, **PLACE)
    run_jobs()
    assert card_of(client, question).content != first


def test_a_worker_that_is_killed_while_it_tells_the_news_loses_no_wish(question, monkeypatch):
    def die(news):
        if news:
            raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "tell", die)
        with pytest.raises(SystemExit):
            keep_sitemap()
    keep_sitemap()
    assert Card.objects.exclude(wished_at=None).count() == 1


def test_a_tag_that_is_renamed_or_removed_leaves_the_card_at_any_time(client, question):
    run_jobs()
    Question.objects.update(active_at=timezone.now() - timedelta(days=31))
    run_jobs()
    seen, mo = {card_of(client, question).content}, cast.mo()
    tag = question.tags.get(name="back-pain")
    tag.rename("sore-backs", by=mo, because="As people say it.")
    run_jobs()
    seen.add(card_of(client, question).content)
    tag.remove(by=mo, because="It says nothing.")
    run_jobs()
    seen.add(card_of(client, question).content)
    assert len(seen) == 3


def test_a_wish_that_comes_while_it_is_drawn_stays(question):
    keep_sitemap()
    card = Card.objects.get()
    card.draw_again(lambda *shown: wish_again(card) or b"drawn", design=0)
    assert Card.objects.exclude(wished_at=None).count() == 1


def wish_again(card):
    Card.objects.filter(pk=card.pk).update(wished_at=timezone.now())


def test_a_script_that_the_font_lacks_gets_the_site_s(client, question):
    Question.objects.update(title="为什么面包会变质,怎样保存才好?")
    run_jobs()
    assert not is_own(card_of(client, question))


def test_a_removed_question_s_title_is_shown_no_more(client, question):
    run_jobs()
    question.remove(by=cast.mo(), because="Off the subject.")
    assert not is_own(client.get(f"/cards/{question.pk}.png", follow=True))


def test_questions_at_rest_are_not_drawn(question):
    Question.objects.update(active_at=timezone.now() - timedelta(days=31))
    run_jobs()
    assert Card.objects.count() == 0


@pytest.mark.parametrize(
    "title",
    ["Why?", "A title of many words, " * 7, "Longest" * 21, "Ünïcödé — почему «так»; γιατί; №½"],
)
def test_whatever_fits_into_a_title_stays_within_the_picture(title):
    tags = ["a-tag-of-thirty-five-characters-long"] * 5
    picture = Image.open(io.BytesIO(drawing.draw(title[:150], tags, "QuesHub"))).convert("L")
    margin = picture.crop((drawing.RIGHT + 20, 0, 1200, 630))
    assert ImageStat.Stat(margin).extrema[0][0] > 200  # nothing but paper and its lines
    written = picture.crop((drawing.LEFT, 0, drawing.RIGHT, 630))
    assert ImageStat.Stat(written).extrema[0][0] < 100
