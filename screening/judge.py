"""What becomes of a text before it is published: publish, hold for review, or refuse."""

from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError

from screening.rules import REFUSED, RULES, Finding


class Verdict(NamedTuple):
    """What was found. `held` says why moderators are to look first; empty: it is published."""

    findings: tuple[Finding, ...] = ()

    @property
    def held(self):
        points = sum(finding.points for finding in self.findings)
        if points < settings.SCREENING_HOLD:
            return ""
        return " ".join(finding.sentence for finding in self.findings)


def judge(submission):
    """Ask all rules. Raises ValidationError, which says what to do, for what is refused."""
    findings = []
    for rule in RULES:
        finding = rule(submission)
        if finding is None:
            continue
        if finding.points >= REFUSED:
            raise ValidationError(finding.sentence)
        findings.append(finding)
    return Verdict(tuple(findings))
