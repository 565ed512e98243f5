"""Every address of the site, and what it answers to whom.

A new URL needs a row in tests/pages/table/, in the file of its room:
    Row("answers/<int:pk>/edit/", of="answer", get="302 302 …", post="403 403 …", form={"body": …})
`of` is what of the World it is about; the outcomes are those of the seven ROLES in their order;
`form` is what is sent; "+302" has written something. tests/pages/table/row.py says it all.
"""

import re

from tests.pages.table.account import ACCOUNT, SECOND_FACTOR
from tests.pages.table.admin import ADMIN
from tests.pages.table.answers import ANSWERS, COMMENTS
from tests.pages.table.discovery import DISCOVERY
from tests.pages.table.members import MEMBERS, OWN, REVIEWING, WORDS_ALONE
from tests.pages.table.questions import QUESTIONS

TABLE = [
    *(*QUESTIONS, *ANSWERS, *COMMENTS, *MEMBERS, *OWN, *REVIEWING, *WORDS_ALONE),
    *(*DISCOVERY, *ACCOUNT, *SECOND_FACTOR, *ADMIN),
]
# The rest is Django's and allauth's, which answer some methods with a redirect.
OURS = [
    row for row in TABLE if not re.match("admin/|account/(?!profile|delete|mod|warn)", row.pattern)
]
