#!/usr/bin/env python
"""Django's commands, on this installation's servers: ``.venv/bin/python manage.py help``."""

import os
import sys

from django.core.management import execute_from_command_line

from queshub.embedded import environment

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "queshub.settings")
    environment.load()
    execute_from_command_line(sys.argv)
