"""What must be true of the demo community before anyone loads it."""

import re
from collections import Counter
from datetime import UTC, datetime
from itertools import combinations

import pytest

from interchange.demo_files import FOLDER, DemoFileError, read_demo

NOW = datetime(2030, 1, 15, 0, 0, 1, tzinfo=UTC)
COMMUNITY = read_demo()
QUESTIONS = COMMUNITY.questions
ANSWERS = [answer for question in QUESTIONS for answer in question.answers]

QUESTION_HEAD = """+++
title = "Is this a question of its own?"
asker = "ada"
category = "cooking"
tags = ["bread"]
days_ago = 3
time = 10:00:00
views = 1
score = 0
+++
Body.
"""
PLEDGED = QUESTION_HEAD.replace("views", 'pledges = [{ by = "bo", coins = 40 }]\nviews')
ANSWER = """+++ answer
author = "bo"
days_ago = 2
time = 10:00:00
score = 1
accepted = true
+++
Yes.
"""
COMMENT = 'comments = [{ by = "cy", days_ago = 1, time = 10:00:00, body = "Since when, then?" }]'
COMMENTED = ANSWER.replace("score", f"{COMMENT}\nscore")


def words(text):
    return re.findall(r"\w+", text.lower())


@pytest.fixture
def folder_with(tmp_path):
    """A copy of the demo folder in which one question is the given text."""

    def build(text):
        for table in ("members.toml", "categories.toml", "tags.toml"):
            (tmp_path / table).write_text((FOLDER / table).read_text("utf-8"), "utf-8")
        (tmp_path / "questions").mkdir()
        (tmp_path / "questions" / "01-own.md").write_text(text, "utf-8")
        return tmp_path

    return build


def test_there_are_forty_questions_ninety_answers_and_fifteen_members():
    assert (len(QUESTIONS), len(ANSWERS), len(COMMUNITY.members)) == (40, 90, 15)
    assert sum(answer.accepted for answer in ANSWERS) == 22
    assert sum(not question.answers for question in QUESTIONS) >= 5
    assert max(len(question.answers) for question in QUESTIONS) >= 8


def test_nobody_pledges_more_than_they_are_given():
    given = {member.key: member.coins for member in COMMUNITY.members}
    for question in QUESTIONS:
        for pledge in question.pledges:
            given[pledge.by] -= pledge.coins
            assert 10 <= pledge.coins <= 1_000
    assert min(given.values()) >= 0


def test_categories_stand_on_three_levels_after_their_parents():
    paths = [category.path for category in COMMUNITY.categories]
    assert {path.count("/") + 1 for path in paths} == {1, 2, 3}
    for category in COMMUNITY.categories:
        assert (
            not category.parent_path or category.parent_path in paths[: paths.index(category.path)]
        )
        assert category.name
        assert category.description


def test_members_are_told_apart_and_have_addresses_that_reach_nobody():
    for of in (lambda m: m.key, lambda m: m.email, lambda m: m.name.casefold()):
        assert len({of(member) for member in COMMUNITY.members}) == 15
    for member in COMMUNITY.members:
        assert member.email == f"{member.key}@demo.invalid"
        assert 3 <= len(member.name) <= 30
    assert [m.key for m in COMMUNITY.members if m.moderator] == ["mo"]
    assert max(len(member.name) for member in COMMUNITY.members) == 30


def test_some_members_have_no_credentials():
    bare = [m for m in COMMUNITY.members if not (m.works_at or m.studied_at or m.lives_in)]
    assert len(bare) >= 3


def test_every_tag_is_used_and_described_once():
    names = [tag.name for tag in COMMUNITY.tags]
    assert len(names) == len(set(names))
    assert {tag for question in QUESTIONS for tag in question.tags} == set(names)
    for tag in COMMUNITY.tags:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", tag.name)
        assert tag.description


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.file)
def test_a_question_keeps_the_rules_for_asking(question):
    assert 15 <= len(question.title) <= 150
    assert len(words(question.body)) >= 20
    assert len(question.body) <= 30_000
    assert 1 <= len(question.tags) <= 5
    assert len(question.tags) == len(set(question.tags))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.file)
def test_answers_come_after_their_question_and_members_before_both(question):
    joined = {member.key: member.joined_days_ago for member in COMMUNITY.members}
    asked_at = question.written_at(NOW)
    assert joined[question.asker] > question.days_ago
    for answer in question.answers:
        assert asked_at < answer.written_at(NOW) < NOW
        assert joined[answer.author] > answer.days_ago
        assert answer.days_ago >= 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.file)
def test_comments_come_after_their_post_by_those_who_take_part(question):
    there = {question.asker, *(answer.author for answer in question.answers)}
    for post in question.posts:
        times = [comment.written_at(NOW) for comment in post.comments]
        assert times == sorted(times)
        assert all(post.written_at(NOW) < time < NOW for time in times)
        assert all(15 <= len(comment.body) <= 600 for comment in post.comments)
        assert {comment.by for comment in post.comments} <= there


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.file)
def test_at_most_one_answer_is_accepted_and_it_is_somebody_elses(question):
    accepted = [answer for answer in question.answers if answer.accepted]
    assert len(accepted) <= 1
    assert question.asker not in [answer.author for answer in question.answers]
    assert max(Counter(answer.author for answer in question.answers).values(), default=1) == 1


def test_no_two_answers_are_alike():
    vocabularies = [set(words(answer.body)) for answer in ANSWERS]
    for one, other in combinations(vocabularies, 2):
        assert len(one & other) < 0.5 * len(one | other)


def test_a_long_loved_answer_stands_above_older_short_ones():
    best, *rest = sorted(QUESTIONS[0].answers, key=lambda answer: -answer.score)
    assert len(words(best.body)) >= 700
    assert all(answer.written_at(NOW) < best.written_at(NOW) for answer in rest)
    assert all(len(words(answer.body)) < 100 for answer in rest)


def test_a_file_that_is_right_is_read(folder_with):
    (question,) = read_demo(folder_with(QUESTION_HEAD + ANSWER)).questions
    assert question.body == "Body."
    assert question.answers[0].body == "Yes."
    assert question.answers[0].written_at(NOW) == datetime(2030, 1, 13, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("No front matter at all.", "do not alternate"),
        (QUESTION_HEAD + ANSWER.replace("+++ answer", "+++"), "do not alternate"),
        (QUESTION_HEAD.replace("views = 1", "views ="), "Invalid value"),
        (QUESTION_HEAD.replace("views = 1", 'views = "1"'), "views must be of type int"),
        (QUESTION_HEAD.replace("views = 1\n", ""), "views"),
        (QUESTION_HEAD.replace("score", "scores"), "unknown key 'scores'"),
        (QUESTION_HEAD.replace('"ada"', '"nobody"'), "unknown member nobody"),
        (QUESTION_HEAD.replace("cooking", "cooking/stones"), "unknown category cooking/stones"),
        (QUESTION_HEAD.replace("bread", "breda"), "unknown tag breda"),
        (QUESTION_HEAD + ANSWER.replace("bo", "bob"), "unknown member bob"),
        (PLEDGED.replace("bo", "bob"), "unknown member bob"),
        (PLEDGED.replace("40", "'many'"), "coins must be of type int"),
        (QUESTION_HEAD.replace("views", "pledges = 'x'\nviews"), "pledges must be tables"),
        (QUESTION_HEAD + COMMENTED.replace("cy", "cyn"), "unknown member cyn"),
        (QUESTION_HEAD + COMMENTED.replace("body", "words"), "unknown key 'words'"),
    ],
)
def test_a_mistake_is_told_with_the_name_of_its_file(folder_with, text, complaint):
    with pytest.raises(DemoFileError, match=rf"^01-own\.md: .*{re.escape(complaint)}"):
        read_demo(folder_with(text))


def test_a_missing_table_is_told_by_its_name(tmp_path):
    with pytest.raises(DemoFileError, match=r"^members\.toml: cannot be read"):
        read_demo(tmp_path)
