"""The price list: what one step of each issue costs in a full year, and what it means to both words."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from trainer.tui.cost_lines import cost_rows, step_words
from trainer.tui.figures import money
from trainer.tui.paragraph import Paragraph
from trainer.tui.prose import ProseTable
from trainer.tui.runner import MatchRunner
from trainer.tui.screen import TrainerModal
from trainer.tui.settlement import step_prices
from trainer.tui.sight import sight_of


class PricesScreen(TrainerModal[None]):
    """A table of prices and the two words in money."""

    SCREEN = "prices"
    CSS_PATH = "prices.tcss"

    def __init__(self, runner: MatchRunner) -> None:
        super().__init__()
        self.runner = runner

    def compose_body(self) -> ComposeResult:
        """Costs above, prices below."""
        yield Paragraph(self.t("tablescreen.costs.title"), classes="strong")
        with VerticalScroll(id="prices-scroll"):
            rows = cost_rows(sight_of(self.runner, self.lang))
            yield ProseTable(rows)
            yield ProseTable(self._prices(), head=True)
            yield Paragraph(self.t("tablescreen.costs.note"), classes="muted")
        yield Paragraph(self.t("tablescreen.prices.close"), classes="muted", id="prices-close")

    def _prices(self) -> tuple[tuple[str, ...], ...]:
        case = self.runner.case()
        rows = [tuple(self.t(f"tablescreen.prices.{name}") for name in ("issue", "step", "cost"))]
        for price in step_prices(case, self.runner.prices()):
            issue = case.issues[price.issue]
            step = step_words(issue, price.step, self.lang)
            rows.append((issue.name.get(self.lang), step, money(price.cost, self.lang)))
        return tuple(rows)

    def populate(self) -> None:
        """Let arrow keys scroll."""
        self.query_one("#prices-scroll", VerticalScroll).focus()

    def action_close(self) -> None:
        """Back to the table."""
        self.dismiss()
