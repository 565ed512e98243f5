"""Settings: reputation, what it opens, posts and screening. docs/settings.md explains them."""

from datetime import timedelta

import environ

_env = environ.Env()

# Points, by the change's reason. Stack Overflow's figures: https://stackoverflow.com/help/whats-reputation
REPUTATION = {
    "answer up": _env.int("REPUTATION_ANSWER_UP", default=10),
    "question up": _env.int("REPUTATION_QUESTION_UP", default=5),
    "down": _env.int("REPUTATION_DOWN", default=-2),
    "down-voting": _env.int("REPUTATION_DOWN_VOTING", default=-1),
    "accepted": _env.int("REPUTATION_ACCEPTED", default=15),
    "accepting": _env.int("REPUTATION_ACCEPTING", default=2),
    "spam": _env.int("REPUTATION_SPAM", default=-100),
}
# The most that votes add on one day (UTC).
REPUTATION_A_DAY = _env.int("REPUTATION_A_DAY", default=200)

# From which reputation a member may do something, before the scale; Stack Overflow's levels:
# https://stackoverflow.com/help/privileges
PRIVILEGES = {
    "vote up": _env.int("PRIVILEGE_VOTE_UP", default=15),
    "flag": _env.int("PRIVILEGE_FLAG", default=15),
    "comment": _env.int("PRIVILEGE_COMMENT", default=50),
    "vote down": _env.int("PRIVILEGE_VOTE_DOWN", default=125),
    "review": _env.int("PRIVILEGE_REVIEW", default=500),
    "create tags": _env.int("PRIVILEGE_CREATE_TAGS", default=1_500),
    "edit": _env.int("PRIVILEGE_EDIT", default=2_000),
    "close": _env.int("PRIVILEGE_CLOSE", default=3_000),
    # One vote for an answer, or two for questions, with the scale below.
    "answer protected": _env.int("PRIVILEGE_ANSWER_PROTECTED", default=200),
}
# Scales all of them: with 0.05 whoever has just joined may vote up and flag; a large site takes 1.
PRIVILEGE_SCALE = _env.float("PRIVILEGE_SCALE", default=0.05)

# While the site has fewer tags, everybody may make new ones.
TAGS_FREE = _env.int("TAGS_FREE", default=200)

VOTES_A_DAY = _env.int("VOTES_A_DAY", default=40)
# How long a vote can be changed; and again when the post was edited.
VOTE_MINUTES = _env.int("VOTE_MINUTES", default=5)
# So many members close a question, or reopen it; a vote counts for so long.
CLOSE_VOTES = _env.int("CLOSE_VOTES", default=3)
CLOSE_VOTE_DAYS = _env.int("CLOSE_VOTE_DAYS", default=14)
# So many votes of one kind by one member on one other's posts, within so long, are a series.
SERIAL_VOTES = _env.int("SERIAL_VOTES", default=6)
SERIAL_WITHIN = timedelta(hours=_env.int("SERIAL_VOTES_HOURS", default=24))

# Weight of spam flags with which a post is hidden until moderators have looked.
FLAGS_HIDE = _env.int("FLAGS_HIDE", default=3)
FLAGS_A_DAY = _env.int("FLAGS_A_DAY", default=20)

# --- Posts

# A further edit by the same hand within this time is a part of the revision before it.
REVISION_MINUTES = _env.int("REVISION_MINUTES", default=5)
# How long an author may change a comment.
COMMENT_EDIT_MINUTES = _env.int("COMMENT_EDIT_MINUTES", default=5)

# --- Screening: what becomes of a text before it is published

# Seconds that somebody unknown needs for a form.
SCREENING_SECONDS = _env.int("SCREENING_SECONDS", default=3)
# Points with which a text is held for review; screening/rules.py has what weighs how much.
SCREENING_HOLD = _env.int("SCREENING_HOLD", default=3)
# Addresses from which something was written are kept so long, for moderators.
ADDRESSES_KEPT_DAYS = _env.int("ADDRESSES_KEPT_DAYS", default=30)
AKISMET_KEY = _env("AKISMET_KEY", default="")
AKISMET_URL = _env("AKISMET_URL", default="https://rest.akismet.com")
