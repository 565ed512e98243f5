from .merge import Merged, merge

__all__ = ["Merged", "merge"]
