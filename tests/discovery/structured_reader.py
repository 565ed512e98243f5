"""extruct, which reads what a page tells programs.

It asks jstyleson to take comments out of JSON that has some. Of that package there is no wheel, and
our JSON has none: what needs it fails.
"""

import importlib
import sys
from types import ModuleType

sys.modules.setdefault("jstyleson", ModuleType("jstyleson"))
extract = importlib.import_module("extruct").extract
