"""The form: choose in plain words what to do, then fill in a few fields."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, OptionList, Select
from textual.widgets.option_list import Option

from cases import moves as m
from trainer.preparation import Sheet, toggled
from trainer.tui.echo import Echo, Standing, echo
from trainer.tui.form_fields import Fields, ident
from trainer.tui.form_filled import filled_from
from trainer.tui.form_kinds import ALONE, FORMS, GROUPS, NO, YES, Field, Filled, possible
from trainer.tui.move_form import Incomplete, build
from trainer.tui.paragraph import Paragraph
from trainer.tui.runner import MatchRunner
from trainer.tui.screen import TrainerModal
from trainer.tui.sight import sight_of
from trainer.tui.widgets.article_finder import ArticleFinder
from trainer.tui.widgets.check_list import CheckList
from trainer.tui.widgets.one_of import OneOf
from trainer.tui.widgets.terms_picker import TermsPicker


class MoveForm(TrainerModal["m.Move | None"]):
    """Answers the move that was put together, or nothing."""

    SCREEN = "form"
    CSS_PATH = "form.tcss"

    def __init__(
        self, runner: MatchRunner, *, kind: str = "", move: m.Move | None = None, issue: str = ""
    ) -> None:
        """Open at the list of kinds, at one kind, or with a move filled in.

        ``issue`` is the one that the person has been looking at: fields begin with it.
        """
        super().__init__()
        self.runner = runner
        self.issue = issue
        self.filled = filled_from(move) if move is not None else self._begun(kind)
        self.chosen_directly = bool(self.filled.kind)

    # --- building -----------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """The list of kinds, or the fields of one."""
        if not self.filled.kind:
            yield Paragraph(self.t("tablescreen.form.which"), classes="strong", id="form-title")
            yield OptionList(*self._kinds(), id="form-kinds", compact=True)
            return
        title = self.t(f"tablescreen.kind.{self.filled.kind}.name")
        yield Paragraph(title, classes="strong", id="form-title")
        yield Paragraph(self.t(f"tablescreen.kind.{self.filled.kind}.help"), classes="muted", id="form-help")
        with VerticalScroll(id="form-fields"):
            fields = self._fields()
            for name in (*FORMS[self.filled.kind], Field.WORDS):
                with Vertical(classes="form-field", id=f"row-{name.value}"):
                    yield Paragraph(self.t(f"tablescreen.form.field.{name}"), classes="form-label")
                    yield from fields.widgets(name)
        with Vertical(id="form-foot"):
            yield Paragraph(id="form-echo")
            with Horizontal(id="form-buttons"):
                for key in ("done", "back"):
                    label = self.t(f"tablescreen.form.{key}")
                    yield Button(label, action=f"screen.{key}", id=f"form-{key}", compact=True)

    def _kinds(self) -> list[Option | None]:
        """All kinds: one that cannot be said now can still be written, and the table says why not."""
        kinds = self.runner.view().kinds
        rows: list[Option | None] = []
        for group, entries in GROUPS.items():
            if rows:
                rows.append(None)
            rows.append(Option(f"[b]{self.t(f'tablescreen.group.{group}')}[/b]", disabled=True))
            for entry in entries:
                name, told = (self.t(f"tablescreen.kind.{entry}.{part}") for part in ("name", "help"))
                if kinds and not possible(entry, kinds):
                    told = self.t("tablescreen.form.not_now")
                rows.append(Option(f"{name}  [dim]{told}[/dim]", id=entry))
        return rows

    def _fields(self) -> Fields:
        runner = self.runner
        return Fields(
            self.filled,
            runner.case(),
            runner.view(),
            runner.side,
            runner.sheet(),
            {seat.id: seat.name for seat in runner.form.seats},
            self.lang,
            self.issue,
        )

    def populate(self) -> None:
        """Put the focus where the person goes on."""
        if not self.filled.kind:
            self.query_one("#form-kinds", OptionList).focus()
            return
        first = (*FORMS[self.filled.kind], Field.WORDS)[0]
        widget = self.query_one(f"#{ident(first)}")
        (widget.query_one(Input) if isinstance(widget, ArticleFinder) else widget).focus()
        self.show_rows()
        self.show_echo()

    def show_rows(self) -> None:
        """Hide fields that another answer makes pointless."""
        if self.filled.kind == "probe":
            hypothetical = self.filled.get(Field.TARGET) == "what_if"
            self.query_one(f"#row-{Field.TERMS.value}").display = hypothetical
            self.query_one(f"#row-{Field.ISSUE.value}").display = not hypothetical
        if self.filled.kind == "answer":
            refused = self.filled.values.get(Field.YES, YES) == NO
            for name in (Field.BASIS, Field.ARGUMENT):
                self.query_one(f"#row-{name.value}").display = refused

    def show_echo(self) -> None:
        """Say what the form makes so far."""
        shown = self.query_one("#form-echo", Paragraph)
        found = self._built()
        for name in Standing:
            shown.remove_class(f"-{name}")
        if isinstance(found, Incomplete):
            shown.set_text(self.render_message(found.what))
            return
        told = self._echo(found)
        shown.add_class(f"-{told.standing}")
        shown.set_text("\n".join(part for part in (told.words, told.money, told.verdict) if part))

    def _begun(self, kind: str) -> Filled:
        """A form with what goes without saying: the issue looked at, the newest offer or proposal."""
        if kind not in FORMS:
            return Filled()
        filled = Filled(kind)
        fields = Fields(
            filled, self.runner.case(), self.runner.view(), self.runner.side, Sheet(), {}, self.runner.lang
        )
        for name in FORMS[kind]:
            if name in {Field.REFS, Field.PENDING} and (options := fields.options(name)):
                filled.values[name] = options[-1][1]
            elif name is Field.ISSUE and kind in ALONE:
                ids = [value for _, value in fields.options(name)]
                filled.values[name] = self.issue if self.issue in ids else None
        return filled

    def _built(self) -> m.Move | Incomplete:
        return build(self.filled, self.runner.case(), self.runner.view(), self.runner.side)

    def _echo(self, move: m.Move) -> Echo:
        return echo(move, self.runner.preview(move), sight_of(self.runner, self.lang))

    # --- filling ------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#form-kinds")
    async def kind_chosen(self, event: OptionList.OptionSelected) -> None:
        """Go on to the fields."""
        if event.option_id is not None:
            self.filled = self._begun(event.option_id)
            await self._rebuild()

    @on(TermsPicker.Changed)
    def terms_changed(self, event: TermsPicker.Changed) -> None:
        """Note terms."""
        self._note(event.picker.id, event.picker.terms)

    @on(ArticleFinder.Changed)
    def article_changed(self, event: ArticleFinder.Changed) -> None:
        """Note an article."""
        self._note(event.finder.id, event.finder.chosen)

    @on(Input.Changed)
    def line_changed(self, event: Input.Changed) -> None:
        """Note typed words."""
        self._note(event.input.id, event.value)

    @on(Select.Changed)
    def choice_changed(self, event: Select.Changed) -> None:
        """Note a choice."""
        self._note(event.select.id, None if event.value is Select.NULL else event.value)
        self.show_rows()

    @on(CheckList.Toggled)
    def several_changed(self, event: CheckList.Toggled) -> None:
        """Note choices, in the order of the list (of an agenda: in the order in which they were made)."""
        name = _field(event.points.id)
        chosen = toggled(tuple(self.filled.get(name) or ()), event.point)
        if self.filled.kind != "agenda":
            order = [value for _, value in self._fields().options(name)]
            chosen = tuple(value for value in order if value in chosen)
        event.points.set_chosen(set(chosen))
        self._note(event.points.id, chosen)

    @on(OneOf.Changed)
    def either_changed(self, event: OneOf.Changed) -> None:
        """Note which of two."""
        self._note(event.question.id, event.answer)
        self.show_rows()

    def _note(self, ident_: str | None, value: object) -> None:
        if ident_ is not None and ident_.startswith("field-"):
            self.filled.values[_field(ident_)] = value
            self.show_echo()

    async def _rebuild(self) -> None:
        await self.recompose()
        self.populate()

    @on(Input.Submitted)
    def line_done(self) -> None:
        """Enter in a line finishes the form."""
        self.action_done()

    def action_done(self) -> None:
        """Hand the move over; its card is shown before it is said."""
        if not self.filled.kind:
            return
        found = self._built()
        if isinstance(found, Incomplete):
            self.show_echo()
            self.query_one("#form-echo", Paragraph).add_class(f"-{Standing.REFUSED}")
        else:
            self.dismiss(found)

    async def action_back(self) -> None:
        """Back to the kinds, or out of the form."""
        if self.filled.kind and not self.chosen_directly:
            self.filled = Filled()
            await self._rebuild()
        else:
            self.dismiss(None)


def _field(ident_: str | None) -> Field:
    return Field((ident_ or "").removeprefix("field-"))
