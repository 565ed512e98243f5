"""How answers rank by votes: the share of up-votes, smoothed as if four had voted before, two up.

Agresti and Coull's estimate of a proportion (The American Statistician 52, 1998), a case of
Laplace's rule. A new answer begins in the middle and a few votes can carry it past an old one with
many, where the lower bound that Wilson's interval gives would keep it down until it has as many.
"""

from django.db.models import F, FloatField, Value
from django.db.models.functions import Greatest

BEFORE = 2.0

# A score below zero that was imported came from so many down-votes at least.
_DOWNS = Greatest(F("down_votes"), F("score") * -1)
SMOOTHED = (F("score") + _DOWNS + Value(BEFORE, FloatField())) / (
    F("score") + _DOWNS * 2 + Value(2 * BEFORE, FloatField())
)
