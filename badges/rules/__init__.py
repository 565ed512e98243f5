"""All badges, in the order in which they are shown."""

from . import answers, members, questions
from .badge import Badge, Level

__all__ = ["BADGES", "BY_SLUG", "Badge", "Level"]

BADGES = (
    questions.WellAsked(),
    questions.WorthAsking(),
    questions.WorthAnswering(),
    questions.WorthRemembering(),
    questions.WellRead(),
    questions.WidelyRead(),
    answers.OfUse(),
    answers.HelpingHand(),
    answers.SafeHands(),
    answers.MasterHand(),
    answers.SolvedIt(),
    answers.LastWord(),
    answers.NeverTooLate(),
    answers.FoundItMyself(),
    answers.SaidThanks(),
    members.Introduced(),
    members.AYearHere(),
    members.GoodWord(),
    members.HonestWord(),
    members.FullBallot(),
    members.InThePot(),
    members.WellSpent(),
)
BY_SLUG = {badge.slug: badge for badge in BADGES}
