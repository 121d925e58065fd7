"""Draw the pictures of the documentation from the real app: ``make pictures``.

A match on the flagship case is played to its middle, a computer standing in for the person; then the
table is shown from the union's seat with a command half typed.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from cases.lang import Lang
from cases.library import card
from cases.sides import Side
from trainer.journal import Journal, MatchMeta
from trainer.matches import MatchPlan, open_match
from trainer.opponent.counterpart import Counterpart
from trainer.session import Session
from trainer.table.answers import Command, Refused
from trainer.table.views import Viewer
from trainer.tui.environment import prepare_environment
from trainer.tui.runner import MatchRunner, no_delay

HERE = Path(__file__).parent / "pictures"
SIZE = (120, 40)
CASE, FORMAT, SEED = "hengyue-machinery", "cn-union-district", 7
TURNS = 20
"""Turns of both sides before the picture."""
PACE = 24_000
"""Milliseconds of table time a turn."""
TYPED = {Lang.ZH: "/若 期限 2 则 单价 0.97", Lang.EN: "/if term 2 then piece 0.97"}


def play(session: Session) -> None:
    """Bargain until the talks are well under way and it is the union's turn."""
    deputy = Counterpart(Side.UNION, seed=SEED)
    at = 0
    for turn in range(10 * TURNS):
        at += PACE
        session.advance(at)
        due = session.computer_due()
        if due is not None:
            session.computer_turn(due, at)
            continue
        if turn >= TURNS:
            return
        view = session.view(Viewer.UNION, at)
        for move in deputy.moves(session.case(Viewer.UNION), view):
            if isinstance(session.do(Command(view.chiefs.union, move, at)), Refused):
                break


async def draw(lang: Lang) -> None:
    """The table screen in one language."""
    from trainer.tui.app import TrainerApp
    from trainer.tui.screens.table import TableScreen

    journal = Journal(Path(":memory:"))
    plan = MatchPlan(case=CASE, format=FORMAT, side=Side.UNION, seed=SEED)
    session = open_match(plan, "picture", "2026-05-20T09:00:00+08:00")
    play(session)
    meta = MatchMeta(CASE, card(CASE).title, FORMAT, Side.UNION, plan.persona, plan.level)
    journal.create("picture", session.table.header, meta)
    runner = MatchRunner(session, journal, meta, lang=lang, clock=lambda: 0.0, delay=no_delay)
    app = TrainerApp(lang, first=TableScreen(runner))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for sign in TYPED[lang]:
            app.screen.focused.insert(sign) if app.screen.focused else None
        await pilot.pause()
        svg = app.export_screenshot(simplify=True)
    HERE.mkdir(exist_ok=True)
    (HERE / f"table-{lang}.svg").write_text(svg, encoding="utf-8")


def main() -> None:
    """Draw all pictures."""
    prepare_environment()
    for lang in Lang:
        asyncio.run(draw(lang))


if __name__ == "__main__":
    main()
