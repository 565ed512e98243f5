"""What readers and members do on a site of any size, as requests to it."""

from collections.abc import Callable, Iterator
from random import Random
from unittest.mock import patch

from django.db.models import Max, Min
from django.test import Client
from django.urls import reverse

from accounts.models import User
from answers.models import Answer
from bench.growing.texts import Text, coined, vocabulary
from questions.models import Category, Question, Tag
from search import results
from search.finding import find

HOST = "127.0.0.1:8000"
BACKEND = "accounts.backend.MemberBackend"
DEEP = 10_000 * 30  # questions before page 10,000
PROVEN = 5_000  # reputation with which one may vote
# The words of the seeds stand in about the same share of the questions, however many these are.
COMMON = ("network", "learning", "function", "problem", "input", "training", "model", "value")


class Unanswered(Exception):
    """A request was not answered as it should be."""


class Acts:
    """Each act is a callable that sends one request, prepared before, and checks its answer."""

    def __init__(self, random: Random):
        self.random = random
        grown = Question.objects.filter(author__name__startswith="Member ")
        numbers = grown.aggregate(first=Min("pk"), last=Max("pk"))
        self.first, self.count = numbers["first"], numbers["last"] - numbers["first"] + 1
        members = User.objects.filter(reputation__gte=PROVEN, name__startswith="Member ")
        self.members = list(members.order_by("pk")[:5_000])
        self.reader, self.member = Client(HTTP_HOST=HOST), Client(HTTP_HOST=HOST)
        self._sign_in()
        self.tags = list(Tag.objects.order_by("-question_count")[:6])
        bodies = Question.objects.order_by("pk").values_list("body_html", flat=True)[:200]
        self.words = vocabulary([Text(body) for body in bodies], random)

    def pages(self) -> Iterator[tuple[str, Callable]]:
        """Lists and the page of a question."""
        newest, tag = Question.objects.visible().newest(), self.tags[0]
        branch = Category.objects.filter(level=2).order_by("pk").first()
        deep = f"/?after={self.deep(newest)}"
        big = tag.get_absolute_url()
        deep_in_tag = f"{big}?after={self.deep(newest.filter(taggings__tag=tag))}"
        yield "ask page, cold", self._reading(lambda: self.question().get_absolute_url())
        yield "home", self._reading(lambda: "/")
        yield "home, page 10,000", self._reading(lambda: deep)
        yield "big tag", self._reading(lambda: big)
        yield "big tag, page 10,000", self._reading(lambda: deep_in_tag)
        yield "unanswered", self._reading(lambda: "/questions/?tab=unanswered")
        yield "category branch", self._reading(branch.get_absolute_url)
        yield "two tags", self._reading(self._two_tags)

    def searches(self) -> Iterator[tuple[str, Callable]]:
        """Searches, and the title that is being typed."""
        yield "search, rare word", self._searching(self._rare_word)
        yield "search, common word", self._searching(lambda: self.random.choice(COMMON))
        yield "search, two words", self._searching(lambda: self._common_words(2))
        yield "search, three words", self._searching(lambda: self._common_words(3))
        yield "search, next page", self._next_page
        yield "similar, typing", self._typing

    def writes(self) -> Iterator[tuple[str, Callable]]:
        """What members send."""
        yield "posting an answer", self._answering
        yield "voting", self._voting

    def question(self) -> Question:
        """Any one."""
        return Question.objects.get(pk=self.first + self.random.randrange(self.count))

    def deep(self, questions) -> str:
        """The key of the place before page 10,000 of the newest, or near the end of fewer."""
        place = min(DEEP, questions.count() - 60)
        there = questions.order_by("-created_at", "-pk")[place]
        return f"{round(there.created_at.timestamp() * 1_000_000)}-{there.pk}"

    def _reading(self, address):
        def read():
            url = address()
            return lambda: _answered(self.reader.get(url), 200, url)

        return read

    def _two_tags(self):
        one, other = self.random.sample(self.tags, 2)
        return f"/questions/?tags={one.slug}+{other.slug}"

    def _searching(self, words):
        """As for the first time: nothing that was found is kept."""

        def search():
            send = self._reading(lambda: f"{reverse('search')}?q={words()}")()

            def searched():
                with patch.object(results, "find_again", find):
                    send()

            return searched

        return search

    def _next_page(self):
        url = f"{reverse('search')}?q={self._common_words(2)}"
        _answered(self.reader.get(url), 200, url)
        return lambda: _answered(self.reader.get(f"{url}&page=2"), 200, url)

    def _common_words(self, number):
        return "+".join(self.random.sample(COMMON, number))

    def _rare_word(self):
        """One that stands in about ten questions."""
        rarest = max(self.count // 20, 30)
        return coined(rarest + self.random.randrange(rarest))

    def _typing(self):
        title = self.question().title.split()
        if len(title) > 3:
            title.pop(self.random.randrange(len(title)))
        params, url = {"title": " ".join(title)}, reverse("similar_questions")
        return lambda: _answered(self.member.get(url, params, HTTP_HX_REQUEST="true"), 200, url)

    def _answering(self):
        self._sign_in()
        url = reverse("answer_question", args=[self.question().pk])
        body = " ".join(next(self.words) for _ in range(120))
        return lambda: _answered(self.member.post(url, {"body": body}), 302, url)

    def _voting(self):
        self._sign_in()
        answer = None
        while answer is None:
            answer = Answer.objects.filter(question=self.question()).first()
        url = reverse("answer_vote", args=[answer.pk])
        return lambda: _answered(self.member.post(url, {"value": "1"}), 302, url)

    def _sign_in(self):
        self.member.force_login(self.random.choice(self.members), BACKEND)


def _answered(response, status, url):
    if response.status_code != status:
        raise Unanswered(f"{url} was answered by {response.status_code}, not {status}")
