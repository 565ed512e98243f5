"""What the production server serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "queshub.settings")
application = get_wsgi_application()

# These need the settings and the models, which are there only now.
from django.template.loader import render_to_string  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from hotpages.keeper import Keeper  # noqa: E402
from hotpages.layer import HotPages  # noqa: E402
from kv.client import hurry  # noqa: E402
from queshub.database import take_role  # noqa: E402
from queshub.release import release  # noqa: E402

take_role("web")
hurry()
notice = render_to_string("components/_postgres_away.html")
application = HotPages(application, release=release(), notice=notice.encode())
Keeper(application).start()
# With the addresses come all views.
get_resolver().url_patterns  # noqa: B018

# What is there now stays for good: the collector need not look at it again and again.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
