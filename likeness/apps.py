from django.apps import AppConfig
from django.core.checks import register

from likeness.checks import check_packages, check_socket


class LikenessConfig(AppConfig):
    name = "likeness"

    def ready(self):
        register(check_packages)
        register(check_socket)
