"""Whether the elements of a document are nested as they may be."""

from html.parser import HTMLParser

VOID = ("meta", "link", "br", "input")
WITHIN_PHRASES = ("p", "h1", "h2", "h3", "h4", "span", "b", "a")


class Nested(HTMLParser):
    """A document, whose elements have to be closed in order, with no block within a paragraph or a heading."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self._open: list[str] = []
        self.feed(document)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "ul", "ol", "dl", "table", "details", "section"):
            assert not set(self._open) & set(WITHIN_PHRASES), (tag, self._open, attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
