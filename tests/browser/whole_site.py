"""A small site on which every kind of page has something to show, and the list of those pages."""

from accounts.roles import appoint_moderator
from badges.jobs import give_badges
from bookmarks.models import Bookmark
from moderation.models import CleanUp, Flag
from posts.models import Draft
from questions.jobs import recompute_trends
from questions.models import Question, Tag, TagChoice
from tests import cast
from tests.coins import rich

RICH = f"""{cast.LONG_ENOUGH} See [the rules](/help/), https://example.org/ and a note.[^note]

## What I tried

1. **Rest**, and *walks*
    - short ones
2. `paracetamol`, ~~twice~~

> Somebody said: it is nothing.

```python
def pain(days: int) -> str:
    return "a while" if days < 30 else f"long: {{days}}"  # in days
```

| day | pain | walk |
|-----|:----:|-----:|
| Monday, when the week begins and the chairs are hard | 7 | 1,200 |

![A back](https://pictures.example/back.png)

---

[^note]: From a leaflet in the waiting room.
"""


class Site:
    """Questions in every state, with answers, written by the cast."""

    def __init__(self):
        self.ada, self.bo, self.cy, self.sue = cast.ada(), cast.bo(), cast.cy(), cast.sue()
        self.mo = cast.mo()
        appoint_moderator(self.mo)
        self.category = cast.category()
        bakery = {"works_at": "the Harbour Bakery", "studied_at": "", "lives_in": "Lower Fennel"}
        self.bo.describe(name=self.bo.name, about=RICH, **bakery)
        self.question = self._ask("Can back pain be a sign of depression?", body=RICH)
        Tag.objects.get(name="depression").describe("What lasts and is **more** than sadness.")
        self.question.pledge(by=rich(self.cy), coins=40, once_key="one")
        self.answer = cast.answer(self.bo, self.question, body=RICH)
        self.answer.accept(by=self.ada)
        self.answer.edit(by=self.mo, body=RICH.replace("a while", "days"), because="Too vague.")
        self.suggested = cast.suggestion(
            self.cy, self.question, body=RICH.replace("note", "notice")
        )
        Draft.keep(by=self.ada, place="question", fields={"body": RICH, "title": "Is a walk"})
        cast.answer(self.ada, self.question)
        self._comment(self.ada, self.question, 2)
        self._comment(self.bo, self.answer, 7)
        cast.answer(self.cy, self.question).remove(by=self.mo, because="It only says thank you.")
        Bookmark.put(by=self.ada, post=self.answer, note="For the next time that it hurts.")
        Question.objects.filter(pk=self.question.pk).update(score=25, view_count=1_000)
        recompute_trends()
        give_badges()
        self.closed = self._ask("Which chair is the best chair of all chairs?")
        self.closed.close(by=self.mo, because="Only opinions could answer this.")
        self.locked = self._ask("Why do people shout about the height of chairs?", tags=["chair"])
        self.locked.protect(by=self.mo, because="Too many came to say thanks.")
        self.locked.lock(by=self.mo, because="It has become a quarrel.")
        self.sue.warn(by=self.mo, words="Please stop calling others names.\nIt hurts them.")
        for kind, name in (
            ("followed", "depression"),
            ("dimmed", "back-pain"),
            ("hidden", "chair"),
        ):
            TagChoice.choose(kind, Tag.objects.get(name=name), by=self.ada)
        self.removed = self._ask("Will somebody buy my chair, it is cheap?")
        self.removed.remove(by=self.mo, because="An advertisement.")
        self.flag = Flag.put(by=self.cy, post=self.closed, kind="rude")
        self.spammer = cast.newcomer("Spa Mmer")
        cast.question(self.spammer, title="Where do I find the cheapest watches?")
        self.clean_up = CleanUp.begin(
            by=self.mo, member=self.spammer, because="Advertises watches."
        )
        for number in range(31):
            self._ask(f"How do I sit for {number} hours without pain?", tags=[f"chair-{number}"])

    def _comment(self, by, post, number):
        for _ in range(number):
            cast.comment(by, post, body="*When* was that, and `where`? See https://example.org/.")
        comment = cast.comment(by, post, body="This one has been removed again.")
        comment.remove(by=by, because="It helps nobody.")

    def _ask(self, title, **fields):
        question = cast.question(self.ada, title=title, category=self.category, **fields)
        return Question.objects.get(pk=question.pk)


# The errors are those of tests/queshub/trouble_urls.py.
FOR_ALL = """
    / /?tab=unanswered /?tab=hot /questions/ /questions/?tab=week /questions/bounties/ /categories/
    /questions/?tags=depression+back-pain+-chair+nothing /questions/?page=2
    /tags/ /tags/?q=chair /tags/?q=nothing
    /badges/ /badges/worth-asking/ /badges/last-word/
    /tags/depression/?tab=unanswered /search/ /search/?q=back+pain /search/?q=zeppelin
    /search/?q=[depression]+or+%22sit+for%22+-is:accepted+score:x /search/?q=hours&page=2
    /about/ /help/ /privacy/ /moderation/log/ /nowhere/
    /bare/400/ /bare/403/ /bare/405/ /bare/410/ /bare/413/ /bare/429/ /bare/500/ /bare/503/
    /account/login/ /account/signup/ /account/inactive/ /account/confirm-email/
    /account/confirm-email/no-key/ /account/password/reset/ /account/password/reset/done/
    /account/password/reset/key/done/ /account/password/reset/key/1-no-key/
"""
DESK = "/admin/moderation/flag/desk/"
FOR_MEMBERS = """
    /questions/ask/ /drafts/ /account/profile/ /account/delete/ /account/email/ /account/logout/
    /account/password/change/ /account/two-factor/ /account/reauthenticate/ /admin/login/
    /bookmarks/ /account/moderation/ / /?tab=newest /account/tags/ /questions/followed/
    /tags/depression/
"""


def pages_of(site):
    """(who, address) of every page, in an order that changes readers seldom."""
    posts = [site.question, site.closed, site.removed]
    question, closed, removed = (post.get_absolute_url() for post in posts)
    number, answer = site.question.pk, site.answer.pk
    bo, sue = site.bo.get_absolute_url(), site.sue.get_absolute_url()
    fourth = Question.objects.order_by("created_at")[3].created_at
    old = f"/questions/?after={int(fourth.timestamp() * 1_000_000)}-0"
    category = site.category.get_absolute_url()
    of_members = [question, f"{question}?order=newest", bo, f"{bo}?tab=questions", f"{bo}badges/"]
    comments = [f"/questions/{number}/comments/", f"/answers/{answer}/comments/"]
    comment = site.answer.comments.first().pk
    seen = {
        None: [
            *(*FOR_ALL.split(), *of_members, *comments, closed, removed, old, category),
            site.locked.get_absolute_url(),
            *(f"/questions/{number}/history/", f"/answers/{answer}/history/?view=side"),
        ],
        site.ada: [question, removed, f"/questions/{number}/edit/", *FOR_MEMBERS.split()],
        site.cy: [
            *(question, closed, f"/questions/{number}/answers/", f"/answers/{answer}/edit/"),
            *(f"/questions/{number}/pledges/", f"/answers/{answer}/tips/", *comments),
            f"/questions/{number}/suggested-edits/",
        ],
        site.mo: [
            *(question, closed, removed, sue, f"/answers/{answer}/edit/", *comments),
            *(f"/comments/{comment}/edit/", f"/answers/{answer}/history/", "/review/edits/"),
            *(
                f"/review/edits/question/{site.suggested.pk}/improvement/",
                f"/questions/{number}/closure/",
                f"/questions/{number}/flag/",
            ),
            *(DESK, f"{DESK}flags-question-{site.closed.pk}/"),
            *(f"{DESK}edits-question-{site.suggested.pk}/", f"{DESK}first-{site.spammer.pk}/"),
            f"/admin/moderation/cleanup/{site.clean_up.pk}/change/",
            *(f"/questions/{number}/lock/", f"/questions/{site.locked.pk}/protection/"),
        ],
        site.sue: [question, sue, "/questions/ask/", "/account/profile/"],
    }
    return [(who, path) for who, paths in seen.items() for path in paths]
