from .flag import Flag

__all__ = ["Flag"]
