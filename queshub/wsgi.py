"""What the production server serves."""

import os

from django.core.wsgi import get_wsgi_application

from queshub.database import take_role

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "queshub.settings")

application = get_wsgi_application()
take_role("web")
