"""What there is on the site whose addresses are in the table, and who comes there."""

from types import SimpleNamespace
from uuid import uuid4

from accounts.models import Act, Appeal
from accounts.roles import appoint_moderator
from bookmarks.models import Bookmark
from discovery.jobs import draw_cards, keep_sitemap
from discovery.models import SitemapPart
from moderation.models import CleanUp, Flag
from posts.models import Draft
from questions.models import Follow
from rewards.models import Account, Grant, Pot, Reward, Transfer
from screening.models import Block, Phrase
from tests import cast
from tests.coins import fresh, rich
from tests.standing import standing

WORDS = "Another fifteen words stand here that nobody has written before, so that it is new. "


class World:
    """Ada's posts and what hangs on them, and one visitor for each of the roles."""

    def __init__(self):
        self.category, self.ada = cast.category(), rich(cast.ada())
        self.bo, self.dee = cast.bo(), rich(cast.member("Dee Asks"))
        self._visitors()
        self._adas_questions()
        self._dees_question()
        self._what_is_adas()
        self._what_moderators_see()
        keep_sitemap()
        draw_cards()
        self.part = SitemapPart.objects.get(kind="questions")
        self.badge, self.once = SimpleNamespace(slug="well-asked"), uuid4()

    def _visitors(self):
        """The one with the privilege has all of them; who is suspended would have, too."""
        self.mo, self.sue = cast.mo(), cast.member("Sue Suspended")
        appoint_moderator(self.mo)
        self.viewers = {
            "signed out": None,
            "new": cast.newcomer("Ned New"),
            "member": cast.cy(),
            "privileged": standing(cast.member("Pia Privileged"), 5_000),
            "author": self.ada,
            "moderator": self.mo,
            "suspended": standing(self.sue, 5_000),
        }
        for number, viewer in enumerate(filter(None, self.viewers.values()), start=1_000):
            # Coins to offer, and some that were earned, to tip with.
            Reward.of_acceptance(question=number, asker=rich(viewer), answerer=self.dee)
        self.sue.suspend(by=self.mo, because="Repeated advertising.")

    def _adas_questions(self):
        """One with a pot, an edit, Bo's answer and Dee's suggestion; and one without anything."""
        asked = cast.question(self.ada, category=self.category)
        content = {"body": asked.body, "category": self.category, "tags": ["depression"]}
        title = "Is back pain a sign of low spirits?"
        self.question = asked.edit(by=self.mo, title=title, because="Shorter.", **content)
        self.tag = self.question.tags.get()
        self.pledge = self.question.pledge(by=self.ada, coins=40, once_key="ada's")
        self.bos_answer = cast.answer(self.bo, self.question)
        edit = cast.suggestion(self.dee, self.question)
        self.edit = SimpleNamespace(kind="question", pk=edit.pk)
        title = "Which shoes are good for a long walk?"
        self.bare = cast.question(self.ada, category=self.category, title=title)

    def _dees_question(self):
        """Ada has pledged there, which is promised to Bo, and written an answer and a comment."""
        self.dees = cast.question(self.dee, title="Why does bread grow stale so soon?", coins=20)
        self.promised = self.dees.pledge(by=self.ada, coins=30, once_key="to dee's")
        self.accepted = cast.answer(self.bo, self.dees)
        self.answer = cast.answer(self.ada, self.dees)
        self.answer.edit(by=self.mo, body=cast.own_words(), because="There is more.")
        self.accepted.accept(by=self.dee)
        self.comment = cast.comment(self.ada, self.answer)

    def _what_is_adas(self):
        """A bookmark, a draft, and an act against which she may appeal."""
        Follow.stop(by=self.ada, question=self.dees)
        Bookmark.put(by=self.ada, post=self.dees)
        self.bookmark = Bookmark.objects.get()
        Draft.keep(by=self.ada, place="question", fields={"title": "Half a question"})
        self.act = self._removal_of_a_comment(by=self.mo)
        self.warning = self.ada.warn(by=self.mo, words="Please stay with the subject.")

    def _removal_of_a_comment(self, by):
        """What the log says of the removal of a comment of Ada's."""
        comment = cast.comment(self.ada, fresh(self.dees), body="It is the weather.")
        comment.remove(by=by, because="Off the subject.")
        return Act.objects.get(about_kind="comment", about_id=comment.pk)

    def _what_moderators_see(self):
        """A row for each list in the admin where they may do something."""
        tess = cast.member("Tess Appointed", is_staff=True)
        act = self._removal_of_a_comment(by=tess)
        self.appeal = Appeal.make(by=self.ada, act=act, words="It was the weather, really.")
        flagged = fresh(self.comment)
        self.flag = Flag.put(by=self.dee, post=flagged, kind="rude")
        self.item = SimpleNamespace(key=f"flags-comment-{flagged.pk}")
        self.grant = Grant.make(member=self.ada, coins=1_001, because="For all.", by=tess)
        self.account, self.pot = Account.of(self.ada), Pot.objects.first()
        self.transfer, self.reward = Transfer.objects.first(), Reward.objects.first()
        spammer = cast.member("Spa Mmer")
        Reward.of_acceptance(question=2_000, asker=spammer, answerer=self.bo)
        self.clean_up = CleanUp.begin(by=self.mo, member=spammer, because="Spam.")
        self.phrase = Phrase.objects.create(words="cheap boots")
        self.block = Block.objects.create(kind="domain", value="boots.invalid", because="Spam.")
