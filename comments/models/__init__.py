from .comment import Comment, CommentRemoval
from .mention import Mention

__all__ = ["Comment", "CommentRemoval", "Mention"]
