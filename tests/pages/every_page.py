"""Every address of the site, and what it answers to a GET by whoever is there.

Signed out, a member (Cy, a stranger to the posts) and a moderator (Mo, as appointed).
"""

from django.urls import get_resolver

from accounts.roles import appoint_moderator
from tests import cast

# Address: its parts, as str.format fills them from the World, and the three statuses.
PAGES = {
    "": ("", 200, 200, 200),
    "questions/": ("", 200, 200, 200),
    "questions/ask/": ("", 302, 200, 200),
    "questions/bounties/": ("", 200, 200, 200),
    "questions/<int:pk>/": ("/{question.pk}/", 301, 301, 301),
    "questions/<int:pk>/<str:slug>/": ("/{question.pk}/{question.slug}/", 200, 200, 200),
    "questions/<int:pk>/edit/": ("/{question.pk}/edit/", 302, 302, 200),
    "questions/<int:pk>/suggested-edits/": ("/{question.pk}/suggested-edits/", 302, 200, 302),
    "questions/<int:pk>/history/": ("/{question.pk}/history/", 200, 200, 200),
    "questions/<int:pk>/rollback/": ("/{question.pk}/rollback/", 405, 405, 405),
    "questions/<int:pk>/removal/": ("/{question.pk}/removal/", 405, 405, 405),
    "questions/<int:pk>/closure/": ("/{question.pk}/closure/", 302, 403, 200),
    "questions/<int:pk>/lock/": ("/{question.pk}/lock/", 302, 403, 200),
    "questions/<int:pk>/protection/": ("/{question.pk}/protection/", 302, 403, 200),
    "questions/<int:pk>/statistics/": ("/{question.pk}/statistics/", 302, 404, 200),
    "questions/<int:pk>/answers/": ("/{question.pk}/answers/", 302, 200, 200),
    "questions/<int:pk>/comments/": ("/{question.pk}/comments/", 200, 200, 200),
    "questions/<int:pk>/people/": ("/{question.pk}/people/", 302, 200, 200),
    "questions/<int:pk>/pledges/": ("/{question.pk}/pledges/", 302, 200, 200),
    "pledges/<int:pk>/objection/": ("/1/objection/", 405, 405, 405),
    "questions/<int:pk>/vote/": ("/{question.pk}/vote/", 405, 405, 405),
    "questions/<int:pk>/flag/": ("/{question.pk}/flag/", 302, 200, 200),
    "answers/<int:pk>/flag/": ("/{answer.pk}/flag/", 302, 200, 200),
    "comments/<int:pk>/flag/": ("/{comment.pk}/flag/", 302, 200, 200),
    "comments/<int:pk>/vote/": ("/1/vote/", 405, 405, 405),
    "answers/<int:pk>/vote/": ("/{answer.pk}/vote/", 405, 405, 405),
    "questions/<int:pk>/bookmark/": ("/{question.pk}/bookmark/", 405, 405, 405),
    "questions/<int:pk>/follow/": ("/{question.pk}/follow/", 405, 405, 405),
    "answers/<int:pk>/bookmark/": ("/{answer.pk}/bookmark/", 405, 405, 405),
    "bookmarks/": ("", 302, 200, 200),
    "bookmarks/<int:pk>/": ("/1/", 405, 405, 405),
    "answers/<int:pk>/": ("/{answer.pk}/", 302, 302, 302),
    "answers/<int:pk>/edit/": ("/{answer.pk}/edit/", 302, 302, 200),
    "answers/<int:pk>/suggested-edits/": ("/{answer.pk}/suggested-edits/", 302, 200, 302),
    "answers/<int:pk>/history/": ("/{answer.pk}/history/", 200, 200, 200),
    "answers/<int:pk>/rollback/": ("/{answer.pk}/rollback/", 405, 405, 405),
    "answers/<int:pk>/acceptance/": ("/{answer.pk}/acceptance/", 405, 405, 405),
    "answers/<int:pk>/removal/": ("/{answer.pk}/removal/", 405, 405, 405),
    "answers/<int:pk>/award/": ("/{answer.pk}/award/", 405, 405, 405),
    "answers/<int:pk>/tips/": ("/{answer.pk}/tips/", 302, 200, 200),
    "answers/<int:pk>/award-reversal/": ("/{answer.pk}/award-reversal/", 405, 405, 405),
    "answers/<int:pk>/comments/": ("/{answer.pk}/comments/", 200, 200, 200),
    "comments/<int:pk>/": ("/{comment.pk}/", 302, 302, 302),
    "comments/<int:pk>/edit/": ("/{comment.pk}/edit/", 302, 403, 200),
    "comments/<int:pk>/removal/": ("/{comment.pk}/removal/", 405, 405, 405),
    "tags/": ("", 200, 200, 200),
    "tags/completion/": ("", 200, 200, 200),
    "tags/<str:slug>/": ("/{tag.slug}/", 200, 200, 200),
    "categories/": ("", 200, 200, 200),
    "categories/<int:pk>/<str:slug>/": ("/{category.pk}/{category.slug}/", 200, 200, 200),
    "members/<int:pk>/<str:slug>/": ("/{ada.pk}/ada-asks/", 200, 200, 200),
    "members/<int:pk>/<str:slug>/reputation/": ("/{ada.pk}/ada-asks/reputation/", 200, 200, 200),
    "members/<int:pk>/<str:slug>/coins/": ("/{ada.pk}/ada-asks/coins/", 302, 404, 200),
    "members/<int:pk>/<str:slug>/coins/statement.csv": (
        "/{ada.pk}/ada-asks/coins/statement.csv",
        *(302, 404, 200),
    ),
    "moderation/log/": ("/log/", 200, 200, 200),
    "account/moderation/": ("", 302, 200, 200),
    "account/moderation/<int:pk>/appeal/": ("/moderation/1/appeal/", 302, 404, 404),
    "members/<int:pk>/<str:slug>/badges/": ("/{ada.pk}/ada-asks/badges/", 200, 200, 200),
    "badges/": ("", 200, 200, 200),
    "badges/<slug:slug>/": ("/well-asked/", 200, 200, 200),
    "coins/leaders/": ("/leaders/", 200, 200, 200),
    "search/": ("", 200, 200, 200),
    "coins/": ("", 200, 200, 200),
    "drafts/": ("", 302, 200, 200),
    "review/edits/": ("", 302, 403, 200),
    "review/edits/<str:kind>/<int:pk>/decision/": (
        "/edits/question/{edit.pk}/decision/",
        *(405, 405, 405),
    ),
    "review/edits/<str:kind>/<int:pk>/improvement/": (
        "/edits/question/{edit.pk}/improvement/",
        *(302, 403, 200),
    ),
    "drafts/removal/": ("", 405, 405, 405),
    "preview/": ("", 405, 405, 405),
    "about/": ("", 200, 200, 200),
    "help/": ("", 200, 200, 200),
    "privacy/": ("", 200, 200, 200),
    "health/": ("", 200, 200, 200),
    "account/signup/": ("", 200, 302, 302),
    "account/login/": ("", 200, 302, 302),
    "account/logout/": ("", 302, 200, 200),
    "account/profile/": ("", 302, 200, 200),
    "account/warnings/<int:pk>/reading/": ("/warnings/1/reading/", 405, 405, 405),
    "account/delete/": ("", 302, 200, 200),
    "account/inactive/": ("", 200, 200, 200),
    "account/reauthenticate/": ("", 302, 200, 200),
    "account/email/": ("", 302, 200, 200),
    "account/confirm-email/": ("", 200, 200, 200),
    "account/password/change/": ("", 302, 200, 200),
    "account/password/set/": ("", 302, 302, 302),
    "account/password/reset/": ("", 200, 200, 200),
    "account/password/reset/done/": ("", 200, 200, 200),
    "account/password/reset/key/done/": ("", 200, 200, 200),
    # Cy and Mo have no second factor, and typed no password a moment ago.
    "account/two-factor/": ("", 302, 200, 200),
    "account/two-factor/authenticate/": ("", 302, 302, 302),
    "account/two-factor/reauthenticate/": ("", 302, 302, 302),
    "account/two-factor/totp/activate/": ("", 302, 302, 302),
    "account/two-factor/totp/deactivate/": ("", 302, 404, 404),
    "account/two-factor/recovery-codes/": ("", 302, 404, 404),
    "account/two-factor/recovery-codes/generate/": ("", 302, 302, 302),
    "account/two-factor/recovery-codes/download/": ("", 302, 404, 404),
    "account/login/code/confirm/": ("", 302, 302, 302),
    "account/^confirm-email/(?P<key>[-:\\w]+)/$": ("/confirm-email/no-key/", 200, 200, 200),
    "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (
        "/password/reset/key/1-no-key/",
        *(200, 200, 200),
    ),
}

# In the admin everyone else is led to sign-in; what a moderator may is in accounts/roles.py.
ADMIN_PAGES = {
    "": 200,
    "hotpages/hotpage/": 200,
    "rewards/reward/farming/": 200,
    "moderation/flag/desk/": 200,
    "moderation/flag/desk/<slug:key>/": 302,
    "logout/": 405,
    "password_change/": 302,
    "password_change/done/": 200,
    "autocomplete/": 403,
    "jsi18n/": 200,
    "r/<path:content_type_id>/<path:object_id>/": 404,
    "(?P<url>.*)$": 404,
}
# Of a model: its list, and adding, changing, history and deleting one row.
EACH_MODEL = {"": 403, "add/": 403, "change/": 403, "history/": 403, "delete/": 403}
MODERATED = EACH_MODEL | {"": 200, "change/": 200, "history/": 200}
# Where there is no row to look at.
READ = EACH_MODEL | {"": 200, "change/": 302, "history/": 302}
MODELS = {
    "questions/question/": ("question", MODERATED),
    "questions/tag/": ("tag", MODERATED),
    "questions/merge/": (None, READ | {"add/": 200}),
    "questions/category/": ("category", MODERATED | {"add/": 200}),
    "answers/answer/": ("answer", MODERATED),
    "comments/comment/": ("comment", MODERATED),
    "answers/repeat/": (None, READ),
    "accounts/user/": ("ada", MODERATED),
    "accounts/act/": (None, READ),
    "accounts/appeal/": (None, READ),
    "interchange/source/": (None, READ),
    "screening/phrase/": (None, READ | {"add/": 200, "delete/": 302}),
    "screening/block/": (None, READ | {"add/": 200, "delete/": 302}),
    "screening/trace/": (None, EACH_MODEL | {"history/": 302}),
    "votes/serialvoting/": (None, READ),
    "moderation/flag/": (None, READ),
    "moderation/cleanup/": (None, READ | {"change/": 404}),
    "rewards/account/": (None, READ),
    "rewards/transfer/": (None, READ),
    "rewards/reward/": (None, READ),
    "rewards/pot/": (None, READ),
    "rewards/grant/": (None, READ | {"add/": 200}),
    "account/emailaddress/": (None, EACH_MODEL | {"history/": 302}),
    "mfa/authenticator/": (None, EACH_MODEL | {"history/": 302}),
    "auth/group/": (None, EACH_MODEL | {"history/": 302}),
    "django_q/schedule/": (None, EACH_MODEL | {"history/": 302}),
    "django_q/success/": (None, EACH_MODEL | {"history/": 302}),
    "django_q/failure/": (None, EACH_MODEL | {"history/": 302}),
    "django_q/ormq/": (None, EACH_MODEL | {"history/": 302}),
}


def patterns(resolver=None, before=""):
    """Every pattern that the site's addresses are resolved by."""
    for each in (resolver or get_resolver()).url_patterns:
        if hasattr(each, "url_patterns"):
            yield from patterns(each, before + str(each.pattern))
        else:
            yield before + str(each.pattern)


class World:
    """Somebody's question with an answer, and those who visit."""

    def __init__(self):
        self.ada, self.category = cast.ada(), cast.category()
        self.question = cast.question(self.ada, category=self.category)
        self.tag = self.question.tags.get(name="depression")
        self.answer = cast.answer(cast.bo(), self.question)
        self.comment = cast.comment(self.ada, self.answer)
        self.edit = cast.suggestion(cast.member("Dee Suggests"), self.question)
        moderator = cast.mo()
        appoint_moderator(moderator)
        self.viewers = {"signed out": None, "member": cast.cy(), "moderator": moderator}

    def rows(self):
        """Each pattern with its path and the three statuses expected."""
        yield from self._rows_of_pages()
        yield "admin/login/", "/admin/login/", [302, 403, 302]
        for pattern, path, status in [*self._rows_of_admin(), *self._rows_of_models()]:
            yield pattern, path, [302, 302, status]

    def _rows_of_pages(self):
        for pattern, (parts, *statuses) in PAGES.items():
            first = f"/{pattern.partition('/')[0]}"
            path = first + parts.format(**vars(self)) if parts else f"/{pattern}"
            yield pattern, path, statuses

    def _rows_of_admin(self):
        for pattern, status in ADMIN_PAGES.items():
            path = pattern.replace("<path:content_type_id>/<path:object_id>", "1/1")
            yield f"admin/{pattern}", f"/admin/{path.replace('(?P<url>.*)$', 'no/')}", status

    def _rows_of_models(self):
        for model, (name, statuses) in MODELS.items():
            pattern, path = f"admin/{model}<path:object_id>/", f"/admin/{model}none/"
            path = f"/admin/{model}{getattr(self, name).pk}/" if name else path
            yield pattern, path, 302
            for action in ("change/", "history/", "delete/"):
                yield pattern + action, path + action, statuses[action]
            for action in ("", "add/"):
                yield f"admin/{model}{action}", f"/admin/{model}{action}", statuses[action]
        of_app = next(pattern for pattern in patterns() if "app_label" in pattern)
        yield of_app, "/admin/questions/", 200
