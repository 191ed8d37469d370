"""Reading a letter: its plain words, and the page beside them with its elements and links."""

from html.parser import HTMLParser

BREAKS = {"p", "li", "br", "blockquote", "ul", "title"}


class Page(HTMLParser):
    """What stands on a page."""

    def __init__(self, source):
        super().__init__()
        self.elements = []
        self.links = []
        self._words = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.links += [value for name, value in attrs if name == "href"]
        if tag in BREAKS:
            self._words.append("\n")

    def handle_data(self, data):
        self._words.append(" ".join(f".{data}.".split())[1:-1])

    @property
    def lines(self):
        """Give what is read, line by line."""
        lines = (" ".join(line.split()) for line in "".join(self._words).split("\n"))
        return [line for line in lines if line]


def plain(letter):
    """Give the words of a letter without the page beside them."""
    return letter.get_body(("plain",)).get_content()


def page(letter):
    """Give the page beside the words of a letter."""
    return Page(letter.get_body(("html",)).get_content())
