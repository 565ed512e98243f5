"""A member's account: ours, and allauth's.

Nobody here has a second factor or typed their password a moment ago, and moderators need none:
what else there is to see and do is in tests/accounts.
"""

from tests.cast import PASSWORD
from tests.pages.table.row import Row

NEW = "another long passphrase"
NEW_PASSWORD = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

ACCOUNT = [
    # signed out, new, member, privileged, author, moderator, suspended
    Row(
        "account/profile/",
        get="302 200 200 200 200 200 403",
        post="403 +302 +302 +302 +302 +302 403",
        form={"name": "Somebody New", "lives_in": "Upper Fennel"},
    ),
    Row(
        "account/warnings/<int:pk>/reading/",
        of="warning",
        get="405",
        post="403 404 404 404 +302 404 404",
    ),
    Row(
        "account/tags/",
        get="302 200 200 200 200 200 200",
        post="403 +302 +302 +302 +302 +302 +302",
        form={"tag": "depression", "kind": "hidden"},
    ),
    # Moderators stand in a log that is kept.
    Row(
        "account/delete/",
        get="302 200 200 200 200 200 200",
        post="302 +302 +302 +302 +302 200 +302",
        form={"password": PASSWORD},
    ),
    Row(
        "account/signup/",
        get="200 302 302 302 302 302 302",
        post="+302 302 302 302 302 302 302",
        form={"email": "eve@cast.invalid", "name": "Eve Joins", "password1": PASSWORD},
    ),
    Row(
        "account/login/",
        get="200 302 302 302 302 302 302",
        post="+302 302 302 302 302 302 302",
        form={"login": "ada.asks@cast.invalid", "password": PASSWORD},
    ),
    Row("account/logout/", get="302 200 200 200 200 200 200", post="302"),
    Row("account/inactive/", get="200", post="405"),
    Row(
        "account/reauthenticate/",
        get="302 200 200 200 200 200 200",
        post="302",
        form={"password": PASSWORD},
    ),
    Row(
        "account/email/",
        get="302 200 200 200 200 200 200",
        post="302",
        form={"action_add": "1", "email": "other@cast.invalid"},
    ),
    Row("account/confirm-email/", get="200", post="405"),
    Row(
        "account/^confirm-email/(?P<key>[-:\\w]+)/$",
        at="/account/confirm-email/no-key/",
        get="200",
        post="404",
    ),
    Row(
        "account/password/change/",
        get="302 200 200 200 200 200 200",
        post="302 +302 +302 +302 +302 +302 +302",
        form=NEW_PASSWORD,
    ),
    Row("account/password/set/", get="302", post="302", form=NEW_PASSWORD),
    Row(
        "account/password/reset/",
        get="200",
        post="302",
        form={"email": "ada.asks@cast.invalid"},
    ),
    Row("account/password/reset/done/", get="200", post="405"),
    Row("account/password/reset/key/done/", get="200", post="405"),
    Row(
        "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        at="/account/password/reset/key/1-no-key/",
        get="200",
        post="200",
        form=NEW_PASSWORD,
    ),
    Row("account/login/code/confirm/", get="302", post="302", form={"code": "123456"}),
]

SECOND_FACTOR = [
    # signed out, new, member, privileged, author, moderator, suspended
    Row(
        "account/two-factor/",
        get="302 200 200 200 200 200 200",
        post="302 405 405 405 405 405 405",
    ),
    Row("account/two-factor/authenticate/", get="302", post="302", form={"code": "123456"}),
    Row("account/two-factor/reauthenticate/", get="302", post="302", form={"code": "123456"}),
    Row("account/two-factor/totp/activate/", get="302", post="302", form={"code": "123456"}),
    Row(
        "account/two-factor/totp/deactivate/",
        get="302 404 404 404 404 404 404",
        post="302 404 404 404 404 404 404",
    ),
    Row(
        "account/two-factor/recovery-codes/",
        get="302 404 404 404 404 404 404",
        post="302 405 405 405 405 405 405",
    ),
    Row("account/two-factor/recovery-codes/generate/", get="302", post="302"),
    Row(
        "account/two-factor/recovery-codes/download/",
        get="302 404 404 404 404 404 404",
        post="302 404 404 404 404 404 404",
    ),
]
