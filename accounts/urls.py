from django.urls import include, path

from accounts import views
from accounts.second_factor_views import RecoveryCodes, SetUp, type_code

urlpatterns = [
    path("signup/", views.SignUp.as_view(), name="account_signup"),
    path("profile/", views.edit_profile, name="edit_profile"),
    path("warnings/<int:pk>/reading/", views.warning_reading, name="warning_reading"),
    path("delete/", views.delete_account, name="delete_account"),
    path("two-factor/authenticate/", type_code, name="mfa_authenticate"),
    path("two-factor/totp/activate/", SetUp.as_view(), name="mfa_activate_totp"),
    path("two-factor/recovery-codes/", RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("two-factor/", include("allauth.mfa.urls")),
    path("", include("allauth.account.urls")),
]
