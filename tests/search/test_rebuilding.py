"""Documents that are made later: after an import, and by another language."""

from io import StringIO
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from questions.models import Question
from search import rebuilding
from search.jobs import build_documents
from search.language import check_language, speak, spoken
from search.models import Document
from tests import cast
from tests.search.documents import finds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def question():
    yield cast.question(cast.ada(), title="Who walks to the zeppelins?")
    speak("english")


def rebuild(*options):
    out = StringIO()
    call_command("rebuild_search", *options, stdout=out)
    return out.getvalue()


def test_an_import_leaves_it_to_the_job(question):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL queshub.search_later = on")
        Question.objects.update(title="Who flies to the moon?")
    assert Document.objects.get().stale
    assert not finds(question, "moon")
    build_documents()
    assert finds(question, "moon")


def test_a_change_while_the_job_builds_is_not_lost(question):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL queshub.search_later = on")
        Question.objects.update(title="Who flies to the moon?")
    with transaction.atomic():
        rebuilding.build_some()
        change = Thread(target=retitle, args=[question, "Who sails to the island?"])
        change.start()
        change.join(0.5)  # It waits for the job, where it has to.
    change.join()
    assert finds(question, "island & !moon")


def retitle(question, title):
    Question.objects.filter(pk=question.pk).update(title=title)
    connection.close()


def test_another_language_comes_into_force_by_the_command(question, settings):
    assert not check_language(databases=["default"])
    settings.SEARCH_LANGUAGE = "simple"
    assert [each.id for each in check_language(databases=["default"])] == ["search.W001"]
    assert finds(question, "walk & !walks")
    assert "1 questions" in rebuild()
    assert finds(question, "walks & !walk")
    assert spoken() == "simple"
    assert not check_language(databases=["default"])
    assert "0 questions" in rebuild()


def test_a_run_that_was_stopped_is_gone_on_with(question, settings, monkeypatch):
    settings.SEARCH_LANGUAGE = "simple"
    with monkeypatch.context() as patch:
        patch.setattr(rebuilding, "build_some", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            rebuild()
    assert finds(question, "walk & !walks")
    assert "1 questions" in rebuild()
    assert finds(question, "walks")


def test_documents_that_are_missing_are_made(question):
    Document.objects.all().delete()
    assert "1 questions" in rebuild()
    assert finds(question, "zeppelin")


def test_all_of_them_on_request(question):
    assert "1 questions" in rebuild("--all")


def test_a_language_that_postgres_does_not_speak_is_refused(question, settings):
    settings.SEARCH_LANGUAGE = "elvish'; DROP TABLE search_document --"
    with pytest.raises(CommandError, match="SEARCH_LANGUAGE"):
        rebuild()
    assert finds(question, "walk")
