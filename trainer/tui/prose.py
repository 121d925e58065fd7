"""A text with headings, lists and tables as widgets."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from trainer.tui.paragraph import Paragraph
from trainer.tui.text.grid import Grid, grid
from trainer.tui.text.prose import Block, Body, Heading, Item, Table, blocks, strong_parts
from trainer.tui.text.wrap import tidy_spaces


def styled(text: str) -> Content:
    """A text with its strong words in bold, stray spaces between Han characters and figures taken out."""
    pieces = strong_parts(tidy_spaces(text))
    return Content("").join([Content.styled(piece, "bold" if strong else "") for piece, strong in pieces])


def tidy_rows(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """The rows with stray spaces between Han characters and figures taken out of every cell."""
    return tuple(tuple(tidy_spaces(cell) for cell in row) for row in rows)


class ProseTable(Widget):
    """A table that fits its width: figures on their points, long cells in several lines."""

    DEFAULT_CSS = """
    ProseTable {
        width: 1fr;
        height: auto;
        margin-bottom: 1;
    }
    """

    def __init__(
        self,
        rows: tuple[tuple[str, ...], ...],
        *,
        head: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """Make a table of ``rows``; the first names the columns if ``head`` is true."""
        super().__init__(id=id, classes=classes)
        self._rows = tidy_rows(rows)
        self._head = head

    def set_rows(self, rows: tuple[tuple[str, ...], ...], *, head: bool) -> None:
        """Show other rows."""
        self._rows, self._head = tidy_rows(rows), head
        self.refresh(layout=True)

    def grid(self, width: int) -> Grid:
        """The table set in ``width`` cells."""
        return grid(self._rows, width, head=self._head)

    def render(self) -> Content:
        """The table at the present width, its head in bold."""
        table = self.grid(self.content_size.width)
        return Content("\n").join(
            [
                Content.styled(line, "bold" if index < table.head else "")
                for index, line in enumerate(table.lines)
            ]
        )

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """The width at which no cell needs a second line."""
        return max((len(Content(line)) for line in self.grid(10_000).lines), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The number of lines at ``width`` cells."""
        return len(self.grid(width).lines)


class Prose(Vertical):
    """A text in the small Markdown of :mod:`trainer.tui.text.prose`."""

    DEFAULT_CSS = """
    Prose {
        width: 1fr;
        height: auto;
    }
    Prose > .prose--heading { text-style: bold; color: $text-primary; margin-bottom: 1; }
    Prose > .prose--heading-1 { text-style: bold underline; }
    Prose > .prose--body { margin-bottom: 1; }
    Prose > .prose--item-last { margin-bottom: 1; }
    """

    def __init__(self, source: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make widgets of the blocks of ``source``."""
        super().__init__(id=id, classes=classes)
        self._source = source

    async def set_source(self, source: str) -> None:
        """Show another text."""
        self._source = source
        await self.recompose()

    def compose(self) -> ComposeResult:
        """One widget a block."""
        found = blocks(self._source)
        for index, block in enumerate(found):
            following = found[index + 1] if index + 1 < len(found) else None
            yield _widget(block, last=not isinstance(following, Item))


def _widget(block: Block, *, last: bool) -> Widget:
    """The widget that shows a block; ``last`` tells a list's last item."""
    match block:
        case Heading(level, text):
            return Paragraph(styled(text), classes=f"prose--heading prose--heading-{level}")
        case Body(text):
            return Paragraph(styled(text), classes="prose--body")
        case Item(mark, text):
            return Paragraph(styled(text), hanging=f"{mark} ", classes="prose--item-last" if last else "")
        case Table(rows, head):
            return ProseTable(rows, head=head)
