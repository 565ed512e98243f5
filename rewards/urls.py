from django.urls import path

from rewards.views import supply

urlpatterns = [
    path("coins/", supply.coins, name="coins"),
]
