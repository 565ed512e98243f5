class DumpError(Exception):
    """A dump that cannot be imported; the message tells a person where and why."""
