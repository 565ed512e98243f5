"""What every test may use. The servers come from the plugin tests/servers.py."""

from tests.chromium import browser_type_launch_args

__all__ = ["browser_type_launch_args"]
