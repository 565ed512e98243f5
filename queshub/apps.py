from django.apps import AppConfig


class QuesHubConfig(AppConfig):
    name = "queshub"
