"""What becomes of the pledges of some pots: the rules of settlement.

Pledge by pledge, the first that fits: what was promised is paid; the highest-scored answer that
qualifies gets half, of an objected pledge all; the rest goes back. The help page says the same in
words for members.
"""

from collections import defaultdict

from django.conf import settings
from django.db.models import Q

from answers.models import Answer
from answers.qualifying import Qualifying, unfit_authors
from rewards.models import Account, Ending, Objection, Pledge, Promise
from rewards.models.pledge import Outcome


class Verdicts:
    """The pots, locked, with all that the rules look at, in a handful of queries.

    `questions` are the questions by the pot's number, locked too.
    """

    def __init__(self, pots, questions):
        self.pots, self.questions = pots, questions
        self.pledges = list(
            Pledge.objects.filter(pot__in=pots, ending=None)
            .select_related("account", "pot")
            .order_by("pk")
        )
        promises = Promise.objects.filter(pledge__in=self.pledges, ended_at=None)
        self.promised = dict(promises.values_list("pledge", "about_id"))
        self.due_at = dict(promises.values_list("pledge", "due_at"))
        objections = Objection.objects.filter(pledge__in=self.pledges)
        self.objected = set(objections.values_list("pledge", flat=True))
        self._read_answers()

    def _read_answers(self):
        questions = [question.pk for question in self.questions.values()]
        scored = Q(question__in=questions, score__gte=settings.POT_SCORE, removed_at=None)
        answers = list(
            Answer.objects.filter(scored | Q(pk__in=self.promised.values()))
            .select_related("author")
            .only(
                *("question", "score", "created_at", "accepted_at", "removed_at"),
                "author__removed_at",
            )
            .order_by("-score", "created_at", "pk")
        )
        self.answers = {answer.pk: answer for answer in answers}
        self.ranked = defaultdict(list)
        for answer in answers:
            if answer.score >= settings.POT_SCORE:
                self.ranked[answer.question_id].append(answer)
        unfit = unfit_authors(answers)
        self.judges = {pot.pk: Qualifying(self.questions[pot.pk], pot, unfit) for pot in self.pots}
        authors = [answer.author for answer in answers if answer.author_id]
        self.accounts = Account.of_all(authors)

    def settled(self, now):
        """An outcome for every pledge, but for those whose pledgers may still object."""
        return [
            self._settled(pledge) for pledge in self.pledges if not self._may_object(pledge, now)
        ]

    def kept(self, now):
        """Outcomes for the promises that are due; one that cannot be kept now stays."""
        due = [pledge for pledge in self.pledges if pledge.pk in self.promised]
        due = [pledge for pledge in due if self.due_at[pledge.pk] <= now]
        return [outcome for pledge in due if (outcome := self._promised(pledge))]

    def _may_object(self, pledge, now):
        """Whether a promise holds that is not due: its 48 hours outlast the pot's time."""
        return self._promised(pledge) and self.due_at[pledge.pk] > now and self._is_open(pledge)

    def _is_open(self, pledge):
        question = self.questions[pledge.pot_id]
        return question.removed_at is None and question.closed_at is None

    def _settled(self, pledge):
        if not self._is_open(pledge):
            return Outcome(pledge, Ending.How.CALLED_OFF)
        return (
            self._promised(pledge)
            or self._to_the_best(pledge)
            or Outcome(pledge, Ending.How.RETURNED)
        )

    def _promised(self, pledge):
        answer = self.answers.get(self.promised.get(pledge.pk))
        if answer is None or answer.accepted_at is None:
            return None
        if not self.judges[pledge.pot_id].fits_pledge(answer, pledge):
            return None
        return self._pay(pledge, Ending.How.PROMISED, answer, pledge.coins)

    def _to_the_best(self, pledge):
        judge = self.judges[pledge.pot_id]
        ranked = self.ranked[judge.question.pk]
        answer = next((each for each in ranked if judge.fits_pledge(each, pledge)), None)
        coins = pledge.coins if pledge.pk in self.objected else pledge.coins // 2
        return self._pay(pledge, Ending.How.SCORE, answer, coins) if answer and coins else None

    def _pay(self, pledge, how, answer, coins):
        payee = self.accounts[answer.author_id]
        return Outcome(pledge, how, payee, ("answer", answer.pk), coins)
