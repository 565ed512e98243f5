"""What a member may write as a comment."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from posts.bodies import even, refuse_unstorable

FEWEST_CHARACTERS, MOST_CHARACTERS = 15, 600


def clean_body(body):
    """The body without the space around it; raises ValidationError that says what to do."""
    body = even(body).strip()
    refuse_unstorable(body)
    figures = {"fewest": FEWEST_CHARACTERS, "most": MOST_CHARACTERS, "now": len(body)}
    if len(body) < FEWEST_CHARACTERS:
        raise ValidationError(
            _("Write at least %(fewest)s characters; so far there are %(now)s."), params=figures
        )
    if len(body) > MOST_CHARACTERS:
        raise ValidationError(
            _("Shorten the comment to %(most)s characters or fewer; it has %(now)s."),
            params=figures,
        )
    return body
