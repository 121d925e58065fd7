"""The own side's confidential brief, to read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget

from cases.brief import Brief, IssuePreference
from cases.issues import Issue
from cases.terms import Value
from trainer.speech.values import value_text
from trainer.table.views import CaseView
from trainer.tui.figures import money
from trainer.tui.paragraph import Paragraph
from trainer.tui.speaking import Speaking


class BriefPane(Speaking, VerticalScroll):
    """Situation, mandate, alternative; every issue with its weight, values and reasons; the members."""

    DEFAULT_CSS = """
    BriefPane { height: 1fr; }
    BriefPane .brief-last { margin-bottom: 1; }
    BriefPane .brief-heading { text-style: bold; color: $text-primary; }
    """

    def __init__(self, case: CaseView, *, id: str | None = None) -> None:  # noqa: A002
        """Show the brief that ``case`` holds for its reader."""
        super().__init__(id=id)
        self._case = case

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        brief = self._case.brief
        if brief is None:
            return
        yield from self._paragraphs(
            "briefing.brief.situation", [text.get(self.lang) for text in brief.summary]
        )
        yield from self._list("briefing.brief.priorities", [text.get(self.lang) for text in brief.priorities])
        yield from self._paragraphs("briefing.brief.mandate", self._mandate(brief))
        yield from self._paragraphs("briefing.brief.alternative", [brief.alternative.get(self.lang)])
        yield self._heading("briefing.brief.issues")
        for preference in sorted(brief.preferences, key=lambda each: -each.weight):
            yield from self._issue(preference, self._case.issues[preference.issue])
        yield from self._members(brief)

    def _mandate(self, brief: Brief) -> list[str]:
        texts = [brief.mandate.get(self.lang)]
        if brief.budget is not None:
            amount = money(brief.budget.run_rate, self.lang)
            texts.append(self.t("briefing.brief.budget", amount=amount, reason=brief.budget.reason))
        return texts

    def _heading(self, key: str) -> Widget:
        return Paragraph(self.t(key), classes="brief-heading")

    def _paragraphs(self, key: str, texts: list[str]) -> ComposeResult:
        yield self._heading(key)
        for text in texts:
            yield Paragraph(text, classes="brief-last")

    def _list(self, key: str, texts: list[str]) -> ComposeResult:
        yield self._heading(key)
        for number, text in enumerate(texts, start=1):
            yield Paragraph(text, hanging=f"{number}. ", classes="brief-last" if number == len(texts) else "")

    def _issue(self, preference: IssuePreference, issue: Issue) -> ComposeResult:
        yield Paragraph(
            self.t("briefing.brief.issue", issue=issue.name, weight=preference.weight), classes="strong"
        )
        values = {
            name: self._value(issue, getattr(preference, name)) for name in ("opening", "target", "limit")
        }
        yield Paragraph(self.t("briefing.brief.values", now=self._value(issue, issue.current), **values))
        yield Paragraph(preference.reason.get(self.lang))
        reasons = (
            [each for each in self._case.brief.arguments if each.issue == issue.id]
            if self._case.brief
            else []
        )
        for reason in reasons:
            key = "briefing.brief.argument_exhibit" if reason.exhibit else "briefing.brief.argument"
            text = self.t(key, text=reason.text, number=reason.exhibit or 0)
            yield Paragraph(text, hanging="- ", classes="muted")
        yield Paragraph("", classes="brief-gap")

    def _value(self, issue: Issue, value: Value) -> str:
        return value_text(issue, value, self.lang)

    def _members(self, brief: Brief) -> ComposeResult:
        yield self._heading("briefing.brief.members")
        for segment in brief.segments:
            key = "briefing.brief.segment_delegates" if segment.delegates else "briefing.brief.segment"
            yield Paragraph(
                self.t(key, name=segment.name, members=segment.members, delegates=segment.delegates),
                classes="strong",
            )
            yield Paragraph(segment.note.get(self.lang), classes="brief-last")
