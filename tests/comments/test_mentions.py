import pytest
from django.urls import reverse
from django.utils.html import escape

import markup
from accounts.models import User
from comments.mentions import with_links_to, with_mentions
from comments.models import Mention
from tests import cast
from tests.comments.conftest import long_here
from tests.hostile.page_judge import judged
from tests.markup.judge import faults
from tests.payloads import one_line, payloads

__all__ = ["payloads"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def everybody_may_comment(settings):
    settings.PRIVILEGE_SCALE = 0


@pytest.fixture
def cy():
    return long_here(cast.cy())


def here(question, name):
    """A member of this name, as only an import lets it be, who has answered the question."""
    member = User.objects.create(name=name)
    cast.answer(member, question)
    return member


def link(member, words):
    return f'<a class="mention" href="{member.get_absolute_url()}">{words}</a>'


def mentioned(comment):
    return set(comment.mentions.values_list("member__name", flat=True))


def shown(client, question):
    return client.get(question.get_absolute_url()).text


def test_who_takes_part_is_mentioned_whatever_the_capitals(client, question, answer, ada, bo, cy):
    cast.comment(cy, answer)
    comment = cast.comment(bo, answer, body="@ada asks, @CY STRANGER: is that so?")
    assert mentioned(comment) == {"Ada Asks", "Cy Stranger"}
    links = f"{link(ada, '@ada asks')}, {link(cy, '@CY STRANGER')}: is that so?"
    assert comment.body_html == links
    assert links in shown(client, question)


def test_a_name_that_is_nobody_s_here_stays_text(question, answer, ada, bo):
    long_here(cast.cy())
    comment = cast.comment(ada, question, body="@Cy Stranger, @Nobody At All and @ everyone")
    assert (mentioned(comment), comment.body_html) == (set(), comment.body)


@pytest.mark.parametrize(
    "words",
    ["write to x@Bo Answers today", "@Bo Answersss is another", "@Bo Answer, without an end"],
)
def test_a_part_of_a_word_is_no_name(answer, ada, words):
    assert mentioned(cast.comment(ada, answer, body=words)) == set()


def test_of_names_that_begin_alike_the_longest_counts(question, ada):
    short, longer = here(question, "Jo"), here(question, "Jo Ann Marsh")
    comment = cast.comment(ada, question, body="@Jo Ann Marsh, @Jo Ann and @Jo")
    assert mentioned(comment) == {"Jo", "Jo Ann Marsh"}
    assert comment.body_html == (
        f"{link(longer, '@Jo Ann Marsh')}, {link(short, '@Jo')} Ann and {link(short, '@Jo')}"
    )


def test_of_two_with_one_name_the_one_who_reads_here_is_meant(question, answer, ada, bo):
    here(question, bo.name)
    comment = cast.comment(ada, question, body="@Bo Answers, is that so?")
    assert list(comment.mentions.values_list("member", flat=True)) == [bo.pk]


def test_names_in_code_and_in_links_are_left_alone(answer, ada):
    body = "`@Bo Answers` and [@Bo Answers](https://x.example/@Bo) and www.x.example/@Bo"
    comment = cast.comment(ada, answer, body=body)
    assert (mentioned(comment), "mention" in comment.body_html) == (set(), False)


def test_names_in_emphasis_are_mentioned(answer, ada, bo):
    comment = cast.comment(ada, answer, body="**@Bo Answers**, is that so?")
    assert comment.body_html == f"<strong>{link(bo, '@Bo Answers')}</strong>, is that so?"


def test_nobody_mentions_themselves(question, ada):
    assert mentioned(cast.comment(ada, question, body="@Ada Asks is who I am")) == set()


def test_on_their_first_day_members_mention_nobody(client, answer, question):
    new = cast.newcomer("New Comer")
    comment = cast.comment(new, answer, body="@Bo Answers, look at my page")
    assert mentioned(comment) == set()
    assert "@Bo Answers, look at my page" in shown(client, question)
    comment.edit(by=cast.mo(), body="@Bo Answers, look at this page")
    assert mentioned(comment) == set()


def test_a_change_of_the_text_changes_who_is_mentioned(question, answer, ada, bo, cy):
    cast.comment(cy, question)
    comment = cast.comment(ada, answer, body="@Bo Answers, is that so?")
    kept = Mention.objects.get()
    comment.edit(by=ada, body="@Bo Answers, @Cy Stranger, is that so?")
    assert mentioned(comment) == {"Bo Answers", "Cy Stranger"}
    assert Mention.objects.filter(pk=kept.pk).exists()
    comment.edit(by=ada, body="@Cy Stranger, is that so?")
    assert mentioned(comment) == {"Cy Stranger"}


def test_removed_and_deleted_members_are_text_and_restored_ones_a_link(
    client, question, answer, ada, cy
):
    cast.comment(cy, question)
    pages = [question.get_absolute_url(), reverse("answer_comments", args=[answer.pk])]
    cast.comment(ada, answer, body="@Cy Stranger, is that so?")
    words = link(cy, "@Cy Stranger")
    assert all(words in client.get(page).text for page in pages)
    mo = cast.mo()
    cy.remove(by=mo, because="Advertising.")
    assert not any(words in client.get(page).text for page in pages)
    assert all(">@Cy Stranger, is that so?<" in client.get(page).text for page in pages)
    later = cast.comment(ada, answer, body="@Cy Stranger, are you there?")
    assert mentioned(later) == set()
    cy.restore(by=mo)
    assert all(words in client.get(page).text for page in pages)
    cy.delete_account()
    assert not any(words in client.get(page).text for page in pages)
    assert not Mention.objects.exists()


def test_who_has_removed_all_they_wrote_is_not_there(question, answer, ada, bo, cy):
    theirs = cast.comment(cy, question)
    theirs.remove(by=cy, because="A mistake.")
    answer.remove(by=bo, because="A mistake.")
    comment = cast.comment(ada, question, body="@Cy Stranger, @Bo Answers?")
    assert mentioned(comment) == set()


HOSTILE_NAMES = [
    '<img src=x onerror="alert(1)">',
    '"><script>alert(1)</script>',
    "Bo' onmouseover='alert(1)",
    "a&lt;b&gt;",
    "*bold* _it_ `code`",
    "(a|b)+[c]{2,}^$.\\d",
    "</a><b>",
    "Ada \N{RIGHT-TO-LEFT OVERRIDE}gpj",
    "\\1 \\g<0>",
    "%s {0}",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_name_breaks_out_of_its_link(client, question, ada, name):
    here(question, name)
    comment = cast.comment(ada, question, body=f"Is that so, @{name}, and since when?")
    assert harm_in(comment.body_html) == []
    assert judged(client.get(question.get_absolute_url()), 200) == []


def test_a_hostile_name_is_shown_as_it_is_written(question, ada):
    member = here(question, 'Bo < "co" & Sons')
    comment = cast.comment(ada, question, body='`x` says @Bo < "co" & Sons, I think')
    assert mentioned(comment) == {member.name}
    words = "@Bo &lt; &quot;co&quot; &amp; Sons"
    assert comment.body_html == f"<code>x</code> says {link(member, words)}, I think"


def test_nobody_writes_a_link_that_looks_like_a_mention(question, ada, bo):
    forged = f'<a class="mention" href="/members/{bo.pk}/x/">@Bo Answers</a> is forged'
    comment = cast.comment(ada, question, body=forged)
    assert 'class="mention"' not in comment.body_html


def test_no_payload_does_harm_around_a_mention(payloads):
    bo = User(pk=1, name="Bo Answers")
    for payload in payloads:
        rendered = markup.render(f"@Bo Answers {payload} @Bo Answers", inline=True)
        html, named = with_mentions(rendered, [bo])
        assert (harm_in(html), named) == ([], {bo}), payload


def test_no_payload_does_harm_as_a_name(payloads):
    names = {one_line(payload)[:100] for payload in payloads} - {""}
    people = [User(pk=number, name=name) for number, name in enumerate(names, start=1)]
    found = 0
    for person in people:
        html, named = with_mentions(escape(f"So, @{person.name} and others"), people)
        assert harm_in(html) == [], person.name
        assert harm_in(with_links_to(html, {person.pk})) == [], person.name
        assert harm_in(with_links_to(html, set())) == [], person.name
        assert "<" not in with_links_to(html, set())
        found += person in named
    assert found > 0.7 * len(people)


def harm_in(html):
    return faults(html.replace('<a class="mention"', '<a rel="nofollow ugc noopener"'))
