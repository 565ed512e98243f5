"""What a moderator gets of each model in the admin, and what they send there."""

from tests.admin.pages import no_inlines
from tests.pages.table.world import WORDS

# Of a model: its list, and adding, changing, history and deleting one row.
EACH_MODEL = dict.fromkeys(["", "add/", "change/", "history/", "delete/"], "403 403")
MODERATED = EACH_MODEL | {"": "200 +302", "change/": "200 +302", "history/": "200 200"}
READ = EACH_MODEL | {"": "200 200", "change/": "200 403", "history/": "200 200"}
MADE = READ | {"add/": "200 +302", "change/": "200 +302", "delete/": "200 +302"}
# Where there is no row to look at.
EMPTY = READ | {"change/": "302 403", "history/": "302 302"}
HIDDEN = EACH_MODEL | {"history/": "302 302"}

WHY = {"apply": "1", "because": "Off the subject."}
# Model: what the World has of it, what a moderator gets, and what is sent where.
MODELS = {
    "questions/question/": (
        "question",
        MODERATED,
        {
            "": WHY | {"action": "remove", "_selected_action": "{question.pk}"},
            "change/": {
                "title": "Can a sore back come from low spirits?",
                "body": WORDS + WORDS,
                "category": "{category.pk}",
                "tags": ["{tag.pk}"],
                **no_inlines("removals", "closures", "close_votes", "locks", "protections"),
            },
        },
    ),
    "questions/tag/": (
        "tag",
        MODERATED,
        {
            "": WHY | {"action": "remove", "_selected_action": "{tag.pk}"},
            "change/": {
                **{"name": "low-mood", "description": "Grey.", "because": "It says more."},
                **no_inlines("removals", "synonyms"),
            },
        },
    ),
    "questions/category/": (
        "category",
        MODERATED | {"": "200 200", "add/": "200 +302"},
        {
            "add/": {"name": "Sleep", "position": "1"},
            "change/": {"name": "Low mood", "position": "1", "because": "It says more."},
        },
    ),
    "answers/answer/": (
        "answer",
        MODERATED,
        {
            "": WHY | {"action": "remove", "_selected_action": "{answer.pk}"},
            "change/": {"body": WORDS + WORDS, **no_inlines("removals", "acceptances")},
        },
    ),
    "comments/comment/": (
        "comment",
        MODERATED,
        {
            "": WHY | {"action": "remove", "_selected_action": "{comment.pk}"},
            "change/": no_inlines("removals"),
        },
    ),
    "accounts/user/": (
        "ada",
        MODERATED,
        {
            "": WHY | {"action": "remove", "_selected_action": "{ada.pk}"},
            "change/": {
                "name": "Ada Called",
                **no_inlines("notes", "warnings", "suspensions", "removals"),
            },
        },
    ),
    "accounts/appeal/": (
        "appeal",
        MODERATED | {"": "200 200"},
        {"change/": {"verdict": "upheld", "answer": "It was not about bread."}},
    ),
    "screening/phrase/": (
        "phrase",
        MADE,
        {
            "add/": {"words": "cheap shoes", "action": "hold"},
            "change/": {"words": "cheaper boots", "action": "hold"},
            "delete/": {"post": "yes"},
        },
    ),
    "screening/block/": (
        "block",
        MADE,
        {
            "add/": {"kind": "domain", "value": "shoes.invalid", "because": "Advertising."},
            "change/": {"kind": "domain", "value": "boot.invalid", "because": "Advertising."},
            "delete/": {"post": "yes"},
        },
    ),
    "rewards/grant/": (
        "grant",
        READ | {"": "200 +302", "add/": "200 +302"},
        {
            "": WHY | {"action": "agree", "_selected_action": "{grant.pk}"},
            "add/": {"member": "{ada.pk}", "coins": "5", "because": "So.", "once_key": "{once}"},
        },
    ),
    "accounts/act/": ("act", READ, {}),
    "moderation/flag/": ("flag", READ, {}),
    "rewards/account/": ("account", READ, {}),
    "rewards/transfer/": ("transfer", READ, {}),
    "rewards/reward/": ("reward", READ, {}),
    "rewards/pot/": ("pot", READ, {}),
    "moderation/cleanup/": (
        "clean_up",
        MODERATED,
        {
            "": WHY | {"action": "undo", "_selected_action": "{clean_up.pk}"},
            "change/": {"member": "{bo.pk}", "because": "They are one ring."},
        },
    ),
    "questions/merge/": (
        None,
        EMPTY | {"add/": "200 +302"},
        {
            "add/": {
                **{"question": "#{bare.pk}", "number": "{bare.pk}", "into": "#{dees.pk}"},
                "because": "Both ask the same.",
            }
        },
    ),
    **dict.fromkeys(
        ["answers/repeat/", "interchange/source/", "votes/serialvoting/"], (None, EMPTY, {})
    ),
    **dict.fromkeys(
        [
            *("screening/trace/", "account/emailaddress/", "mfa/authenticator/", "auth/group/"),
            *(f"django_q/{each}/" for each in ("schedule", "success", "failure", "ormq")),
        ],
        (None, HIDDEN, {}),
    ),
}
