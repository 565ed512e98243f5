"""What goes through the pipes: a length in four bytes, then JSON."""

import json
import struct

LENGTH = struct.Struct(">I")


def packed(value):
    body = json.dumps(value).encode()
    return LENGTH.pack(len(body)) + body


def unpacked(body):
    return json.loads(body)
