from django.urls import include, path

from accounts import views

urlpatterns = [
    path("signup/", views.SignUp.as_view(), name="account_signup"),
    path("profile/", views.edit_profile, name="edit_profile"),
    path("delete/", views.delete_account, name="delete_account"),
    path("", include("allauth.account.urls")),
]
