"""A WSGI application that answers everything with the same bytes: as fast as Granian can be.

CONSTANT_ANSWER names a file: its first line is the headers in JSON, the rest is the body.
"""

import json
import os
from pathlib import Path

head, _, BODY = Path(os.environ["CONSTANT_ANSWER"]).read_bytes().partition(b"\n")
HEADERS = [(name, value) for name, value in json.loads(head)]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
