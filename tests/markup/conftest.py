from tests.payloads import naughty_strings, payloads

__all__ = ["naughty_strings", "payloads"]
