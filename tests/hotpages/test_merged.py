"""A merged question's address on the hot layer."""

from moderation.merging import merge
from questions.models import Question
from tests import cast
from tests.hotpages.sites import wait_until


def test_its_address_leads_on_and_the_other_page_is_new_in_every_process(start, db_that_commits):
    ada = cast.ada()
    question = cast.question(ada)
    answer = cast.answer(cast.bo(), question)
    into = cast.question(ada, title="Does a low mood make the back ache?")
    sites = [start(), start()]
    paths = [question.get_absolute_url(), into.get_absolute_url()]
    assert [site.get(path).status for site in sites for path in paths] == [200] * 4
    merge(question, into=into, by=cast.mo(), because="Both ask the same.")
    into = Question.objects.get(pk=into.pk)
    for site in sites:
        wait_until(lambda site=site: not any(map(site.layer.shelf.get, paths)))
        gone = site.get(paths[0])
        assert (gone.status, gone["Location"]) == (301, paths[1])
        assert f"answer-{answer.pk}" in site.get(paths[1]).text
        # Of several drops the last may come late.
        wait_until(lambda site=site: site.get(paths[1]).source == "process")
