"""Widgets that set text as Chinese is set; Textual itself breaks lines at spaces only."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from trainer.tui.text.wrap import line_spans, tidy_spaces


def wrap_content(text: Content, width: int) -> Content:
    """Styled text with newlines put in where :func:`~trainer.tui.text.wrap.wrap_cjk` breaks it."""
    spans = line_spans(text.plain, width)
    return Content("\n").join([text[start:end] for start, end in spans])


class Paragraph(Widget):
    """A text that is broken anew whenever its width changes.

    Plain strings are shown as they are (square brackets are no markup); pass a
    :class:`~textual.content.Content` for styles.
    """

    DEFAULT_CSS = """
    Paragraph {
        width: 1fr;
        height: auto;
    }
    """

    def __init__(
        self,
        text: str | Content = "",
        *,
        hanging: str = "",
        tidy: bool = True,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """Make a paragraph.

        Args:
            text: What to set.
            hanging: What stands before the first line (a list number); the others are indented as far.
            tidy: Take stray spaces between Han characters and figures out of plain strings.
            id: The widget's id.
            classes: The widget's style classes, with spaces between.
        """
        super().__init__(id=id, classes=classes)
        self._hanging = Content(hanging)
        self._tidy = tidy
        self._text = self._content(text)

    @property
    def text(self) -> str:
        """The text without styles, as it was before it was broken into lines."""
        return self._text.plain

    def set_text(self, text: str | Content) -> None:
        """Show another text."""
        self._text = self._content(text)
        self.refresh(layout=True)

    def lines(self, width: int) -> Content:
        """The text broken into lines of ``width`` cells."""
        indent = self._hanging.cell_length
        set_text = wrap_content(self._text, max(width - indent, 2))
        if not indent:
            return set_text
        pad = Content(" " * indent)
        parts = [(pad if index else self._hanging) + line for index, line in enumerate(set_text.split("\n"))]
        return Content("\n").join(parts)

    def render(self) -> Content:
        """The lines at the present width."""
        return self.lines(self.content_size.width)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """The width the text would like: its longest line unbroken."""
        longest = max((line.cell_length for line in self._text.split("\n")), default=0)
        return longest + self._hanging.cell_length

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The number of lines at ``width`` cells."""
        indent = self._hanging.cell_length
        return len(line_spans(self._text.plain, max(width - indent, 2)))

    def _content(self, text: str | Content) -> Content:
        if isinstance(text, Content):
            return text
        return Content(tidy_spaces(text) if self._tidy else text)
