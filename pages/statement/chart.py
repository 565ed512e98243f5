"""A drawing of a balance day by day, in units that it is stretched from."""

from questions.charts import top_of

STEP, HEIGHT = 10, 100


class BalanceChart:
    """A line that is level for a day and steps to the next, over a round number of coins."""

    height, middle = HEIGHT, HEIGHT // 2

    def __init__(self, closings):
        balances = [each.coins for each in closings]
        self.first, self.last = closings[0], closings[-1]
        self.least, self.most = min(balances), max(balances)
        self.top = top_of(self.most)
        self.half = self.top // 2
        self.days = len(balances)
        self.width = self.days * STEP
        heights = [HEIGHT - round(HEIGHT * coins / self.top) for coins in balances]
        steps = "".join(f"V{y}H{(day + 1) * STEP}" for day, y in enumerate(heights))
        # As text: a drawing does not understand the numbers of every language.
        self.line = f"M0 {heights[0]}{steps}"
        self.area = f"M0 {HEIGHT}{steps}V{HEIGHT}Z"
