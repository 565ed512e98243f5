"""Which answers the coins of a pot may go to."""

from accounts.models import Suspension


class Qualifying:
    """Judges the answers of one question; `unfit` are the members who may not earn now."""

    def __init__(self, question, pot, unfit):
        self.question, self.pot, self.unfit = question, pot, unfit

    @classmethod
    def of(cls, question, pot, answers):
        return cls(question, pot, unfit_authors(answers))

    def fits(self, answer):
        """Whether the answer may get coins of anybody's: not the asker's, in sight, and in time."""
        return (
            answer.question_id == self.question.pk
            and answer.removed_at is None
            and answer.author_id is not None
            and answer.author_id != self.question.author_id
            and answer.author_id not in self.unfit
            and self._in_time(answer)
        )

    def fits_pledge(self, answer, pledge):
        """Whether the answer may get this pledge: nobody's coins go to themself."""
        return self.fits(answer) and answer.author_id != pledge.account.owner_id

    def _in_time(self, answer):
        """Written after the pot was opened, or accepted after."""
        times = [at for at in (answer.created_at, answer.accepted_at) if at]
        return any(at > self.pot.opened_at for at in times)


def unfit_authors(answers):
    """The numbers of those authors who are suspended or removed now. Answers come with authors."""
    authors = {answer.author_id: answer.author for answer in answers if answer.author_id}
    removed = {pk for pk, author in authors.items() if author.removed_at}
    suspended = Suspension.objects.current().filter(member__in=authors)
    return removed | set(suspended.values_list("member", flat=True))
