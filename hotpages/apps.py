from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HotPagesConfig(AppConfig):
    name = "hotpages"
    verbose_name = _("hot pages")
