"""What the database keeps of questions for search, whoever changes them and how."""

import pytest
from django.db import connection

from answers.models import Answer
from moderation.merging import merge
from questions.models import Question, Tag
from search.models import Document
from tests import cast
from tests.at_once import at_once, failures
from tests.search.documents import built, document, finds
from votes.models import Vote

pytestmark = pytest.mark.django_db
WHY = {"because": "Off the subject."}


@pytest.fixture
def question():
    return cast.question(cast.ada(), body=f"{cast.LONG_ENOUGH} A zeppelin passed.")


def test_title_body_answers_and_tags_are_found_with_their_weights(question):
    cast.answer(cast.bo(), question, body=f"{cast.LONG_ENOUGH} Ask a physician.")
    tag = Tag.objects.get(name="back-pain")
    assert finds(question, "pain:A & zeppelin:C & physician:D")
    assert finds(question, f"'#{tag.pk}':B")
    assert not finds(question, "zeppelin:A | zeppelin:D | physician:C")


def test_words_are_brought_to_their_stems(question):
    assert finds(question, "pass")


def test_an_edit_is_followed(question):
    question.edit(by=question.author, title="Is it?", body="Only this.", category=None, tags=["x"])
    assert finds(question, f"'#{Tag.objects.get(name='x').pk}'")
    assert not finds(question, f"zeppelin | pain | '#{Tag.objects.get(name='depression').pk}'")


def test_a_renamed_tag_touches_no_document(question):
    built()
    tag = Tag.objects.get(name="depression")
    tag.rename("low-mood", by=cast.mo(), because="Kinder.")
    assert not Document.objects.get(pk=question.pk).stale
    assert finds(question, f"'#{tag.pk}'")


def test_removed_questions_have_none_until_they_are_restored(question):
    question.remove(by=question.author, **WHY)
    assert document(question) is None
    question.restore(by=cast.mo())
    assert finds(question, "zeppelin")


def test_a_question_that_is_held_has_none_until_it_is_published():
    held = cast.question(cast.ada(), held="A new member's.")
    assert document(held) is None
    held.restore(by=cast.mo())
    assert finds(held, "pain")


def test_removed_answers_say_nothing_until_they_are_restored(question):
    mo = cast.mo()
    answer = cast.answer(cast.bo(), question, body=f"{cast.LONG_ENOUGH} Ask a physician.")
    answer.remove(by=mo, **WHY)
    assert not finds(question, "physician")
    answer.restore(by=mo)
    assert finds(question, "physician")
    answer.edit(by=answer.author, body=f"{cast.LONG_ENOUGH} Ask a druggist.")
    assert finds(question, "druggist")
    assert not finds(question, "physician")


def test_answers_of_a_merged_question_are_found_where_they_stand(question):
    other = cast.question(question.author, title="Why is my mood so low?")
    cast.answer(cast.bo(), question, body=f"{cast.LONG_ENOUGH} Ask a physician.")
    built()
    merge(question, into=other, by=cast.mo(), **WHY)
    assert document(question) is None
    assert finds(other, "physician")


def test_numbers_are_copied_and_words_stay(question):
    built()
    answer = cast.answer(cast.bo(), question)
    before = document(question)
    answer.accept(by=question.author)
    Vote.cast(by=cast.cy(), post=question, value=1)
    Question.objects.filter(pk=question.pk).update(view_count=7)
    after = Document.objects.get(pk=question.pk)
    assert (after.accepted, after.score, after.answer_count, after.stale) == (True, 1, 1, False)
    assert after.quality > before.quality
    assert after.words == before.words


def test_a_vote_on_an_answer_touches_no_document(question):
    answer = cast.answer(cast.bo(), question)
    before = _version(question)
    Vote.cast(by=cast.cy(), post=answer, value=1)
    assert _version(question) == before


def _version(question):
    built()
    return Document.objects.extra(select={"v": "xmin || ' ' || ctid"}).get(pk=question.pk).v


def test_a_deleted_question_takes_its_document_along(question):
    built()
    with connection.cursor() as cursor:
        for table in ("tagging WHERE content_object_id", "follow WHERE question_id"):
            cursor.execute(f"DELETE FROM questions_{table} = %s", [question.pk])  # noqa: S608
        cursor.execute("DELETE FROM questions_question WHERE id = %s", [question.pk])
    assert document(question) is None


HOSTILE = {
    "one long word": "w" * 3_000 + " zeppelin",
    "a longer one": "zeppelin " + "w" * 150_000,
    "distinct words": " ".join(f"{n:05}" for n in range(25_000)),
    "words that become three": " ".join(f"{n:x}-{n:x}z" for n in range(18_000)),
    "addresses": " ".join(f"https://{n:x}.example/{n:x}" for n in range(6_000)),
    "letters of three bytes": "犬と猫 " * 20_000,
    "marks": "\u0301" * 50_000,
    "quotes": "'\\''#12':1A \\\\ <-> & | ! :* " * 2_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_no_text_makes_a_post_fail(question, body):
    Question.objects.filter(pk=question.pk).update(body=body)
    assert not document(question).stale
    assert finds(question, "pain:A")


def test_a_page_is_known_to_its_200_000th_byte(question):
    Question.objects.filter(pk=question.pk).update(body="chair " * 30_000)
    for word, size in (("physician", 15_000), ("druggist", 15_000)):
        body = f"{word} " + "chair " * (size // 6)
        answer = cast.answer(cast.bo() if word == "physician" else cast.cy(), question)
        Answer.objects.filter(pk=answer.pk).update(body=body)
    cast.answer(question.author, question, body=f"{cast.LONG_ENOUGH} An apothecary.")
    assert finds(question, "physician & druggist")
    assert not finds(question, "apothecari")


@pytest.mark.django_db(transaction=True)
def test_of_answers_at_once_none_is_lost():
    question = cast.question(cast.ada())
    people = [cast.member(f"Writer Number {n}") for n in "abcd"]

    def write(person, word):
        body = f"{cast.own_words()} {word}"
        return lambda: cast.answer(person, question, body=body)

    words = ["physician", "druggist", "zeppelin", "doctor"]
    written = at_once(*[write(person, word) for person, word in zip(people, words, strict=True)])
    assert not failures(written)
    assert finds(question, " & ".join(words))
