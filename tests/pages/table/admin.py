"""The admin: what a moderator gets there, as appointed; everybody else is led to sign-in.

What each role of moderators may is in accounts/roles.py.
"""

from tests.pages.table.admin_models import MODELS
from tests.pages.table.patterns import patterns
from tests.pages.table.row import Row

# Names every room that has something there.
OF_APP = next(each.removeprefix("admin/") for each in patterns() if "app_label" in each)
EVERYBODY_ELSE = "302 302 302 302 302 {} 302"


def row(pattern, outcomes, **more):
    """A row of the admin's, from what GET and POST answer a moderator."""
    get, post = (EVERYBODY_ELSE.format(outcome) for outcome in outcomes.split())
    return Row(f"admin/{pattern}", get=get, post=post, **more)


ADMIN = [
    Row("admin/login/", get="302 403 403 403 403 302 403", post="302 403 403 403 403 302 403"),
    row("", "200 200"),
    row("hotpages/hotpage/", "200 200"),
    row("rewards/reward/farming/", "200 200"),
    row("moderation/flag/desk/", "200 200"),
    row("moderation/flag/desk/<slug:key>/", "200 +302", of="item", form={"action": "helpful"}),
    row("logout/", "405 200"),
    row("password_change/", "302 302"),
    row("password_change/done/", "200 405"),
    row("autocomplete/", "403 405"),
    row("jsi18n/", "200 405"),
    row("r/<path:content_type_id>/<path:object_id>/", "404 404", at="/admin/r/1/1/"),
    row("(?P<url>.*)$", "404 404", at="/admin/no/"),
    row(OF_APP, "200 200", at="/admin/questions/"),
]


def rows_of(model, of, outcomes, forms):
    """The six addresses that Django's admin gives a model."""
    there = f"/admin/{model}{{{of}.pk}}/" if of else f"/admin/{model}none/"
    yield row(f"{model}<path:object_id>/", "302 302", at=there)
    for action, outcome in outcomes.items():
        if action in {"", "add/"}:
            yield row(model + action, outcome, form=forms.get(action, {}))
        else:
            pattern = f"{model}<path:object_id>/{action}"
            yield row(pattern, outcome, at=there + action, form=forms.get(action, {}))


ADMIN += [each for model, about in MODELS.items() for each in rows_of(model, *about)]
