"""The demo community, from its files into the database, through the verbs that members use."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import transaction

import markup
from accounts.grants import grant
from accounts.roles import appoint_moderator
from answers.models import Acceptance, Answer
from comments.models import Comment
from interchange import demo_signins
from questions.models import Category, Question, Tag

# An asker reads an answer for a while before accepting it.
UNTIL_ACCEPTED = timedelta(hours=5)


class DemoPresent(Exception):
    """Members of the demo are there already; `whole` says whether all of them are."""

    def __init__(self, whole):
        super().__init__()
        self.whole = whole


@transaction.atomic
def load(community, now):
    """Write all of it, as of `now`, and the sign-ins beside it. Raises DemoPresent."""
    _refuse_twice(community)
    sign_ins = []
    members = {member.key: _member(member, now, sign_ins) for member in community.members}
    _coins(community.members, members)
    categories = _categories(community.categories)
    _tags(community.tags)
    # In the order in which they were written there, so that numbers and dates agree.
    for question in sorted(community.questions, key=lambda q: q.written_at(now)):
        _question(question, members, categories, now)
    # The last step: were it the first, a failure in between would leave passwords of nobody.
    demo_signins.write(sign_ins)


def _refuse_twice(community):
    emails = [member.email for member in community.members]
    there = get_user_model().objects.filter(email__in=emails).count()
    if there:
        raise DemoPresent(whole=there == len(emails))


def _member(member, now, sign_ins):
    password = demo_signins.password() if member.key in demo_signins.PLAYED else None
    user = get_user_model().objects.create_user(
        member.email,
        member.name,
        password,
        works_at=member.works_at,
        studied_at=member.studied_at,
        lives_in=member.lives_in,
        about=member.about,
        about_html=markup.render(member.about) if member.about else "",
        created_at=now - timedelta(days=member.joined_days_ago),
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if member.moderator:
        appoint_moderator(user)
    if password:
        sign_ins.append((user.name, user.email, password))
    return user


def _coins(demo_members, members):
    """What they have to give from the start, granted by the first moderator."""
    by = next(members[each.key] for each in demo_members if each.moderator)
    for each in demo_members:
        if each.coins:
            grant(member=members[each.key], coins=each.coins, because="To begin with.", by=by)


def _categories(categories):
    by_path = {}
    for position, category in enumerate(categories):
        by_path[category.path], _ = Category.objects.get_or_create(
            parent=by_path.get(category.parent_path),
            name=category.name,
            defaults={"description": category.description, "position": position},
        )
    return by_path


def _tags(tags):
    described = {tag.name: tag.description for tag in tags}
    for tag in Tag.objects.named(list(described)):
        if not tag.description:
            tag.describe(described[tag.name])


def _question(question, members, categories, now):
    row = Question.ask(
        by=members[question.asker],
        title=question.title,
        body=question.body,
        category=categories[question.category],
        tags=list(question.tags),
    )
    asked_at = question.written_at(now)
    active_at = max([asked_at, *(answer.written_at(now) for answer in question.answers)])
    for number, pledge in enumerate(question.pledges):
        once_key = f"demo {row.pk} {number}"
        row.pledge(by=members[pledge.by], coins=pledge.coins, once_key=once_key)
    posts = [(question, row)]
    for answer in sorted(question.answers, key=lambda a: a.written_at(now)):
        posts += [(answer, _answer(answer, row, members, now, recent=bool(question.pledges)))]
    for written, post in posts:
        _comments(written.comments, post, members, now)
    Question.objects.filter(pk=row.pk).update(
        created_at=asked_at, active_at=active_at, score=question.score, view_count=question.views
    )
    row.mirror()


def _answer(answer, question, members, now, *, recent):
    """`recent`: it is accepted now, since its pot, which is new, pays for nothing from before."""
    row = Answer.write(by=members[answer.author], question=question, body=answer.body)
    row.created_at = answer.written_at(now)
    Answer.objects.filter(pk=row.pk).update(created_at=row.created_at, score=answer.score)
    if answer.accepted:
        row.accept(by=question.author)
    if answer.accepted and not recent:
        accepted_at = min(row.created_at + UNTIL_ACCEPTED, now)
        Acceptance.objects.filter(answer=row).update(at=accepted_at)
        row.mark_accepted(accepted_at)
    return row


def _comments(comments, post, members, now):
    """Whoever answered the question may comment there: their answers are written by now."""
    for comment in comments:
        row = Comment.write(by=members[comment.by], post=post, body=comment.body)
        Comment.objects.filter(pk=row.pk).update(created_at=comment.written_at(now))
