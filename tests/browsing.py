"""A real browser for tests: people who click, read and type."""

import os
import re
import shutil

from tests.processes import PATIENCE_SECONDS

# First the one without windows of its own, which takes a third less time for the same pages.
KINDS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, KINDS)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PASSWORD = "a quiet desk by the window"


class Person:
    """Somebody with a browser of their own, on one server."""

    def __init__(self, browser, address, **options):
        self.context = browser.new_context(
            base_url=address, viewport=PHONE, reduced_motion="reduce", **options
        )
        self.context.set_default_timeout(PATIENCE_SECONDS * 1000)
        self.page = self.context.new_page()
        self.faults = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._listen)

    def _listen(self, message):
        # A refused form is answered with its own status, which the console repeats.
        if message.type == "error" and "the server responded with a status" not in message.text:
            self.faults.append(message.text)

    def close(self):
        self.context.close()
        assert self.faults == []

    def go(self, path):
        self.page.goto(path)
        return self

    def press(self, name, *, within=None):
        """Press the button of this name and wait for the page that follows."""
        place = within or self.page
        with self.page.expect_navigation():
            place.get_by_role("button", name=name, exact=False).first.click()
        return self

    def follow(self, name):
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=False).first.click()
        return self

    def fill(self, **fields):
        """Fill in fields by their labels; underscores stand for spaces and hyphens."""
        for label, words in fields.items():
            pattern = re.compile(label.replace("_", "[ -]"), re.IGNORECASE)
            self.page.get_by_label(pattern).first.fill(words)
        return self

    def tick(self, label):
        self.page.get_by_label(re.compile(label, re.IGNORECASE)).first.check()
        return self

    def card_of(self, name):
        """Give the card or line that carries this name."""
        return self.page.locator("article, li").filter(has_text=name).first

    @property
    def text(self):
        return self.page.locator("main").inner_text()

    def sees(self, words):
        return words in self.text

    def answer(self, question, reply):
        """Choose a reply to a question that has several."""
        group = self.page.get_by_role("group", name=re.compile(question, re.IGNORECASE))
        group.get_by_label(reply, exact=True).check()
        return self

    def join(self, link):
        """Open an invitation and choose a password."""
        self.go(link).page.get_by_label(re.compile("password", re.IGNORECASE)).fill(PASSWORD)
        return self.press("Join")

    def welcome(self, *, listed="Yes", introductions="Yes", mail="Yes"):
        """Answer the three questions of the welcome."""
        self.answer("see your profile", listed)
        self.answer("propose people to you", introductions)
        self.answer("send you an e-mail", mail)
        return self.press("Go on")

    def tell(self, path, words, tags):
        """Add an offer or an ask to the profile."""
        self.go(path).fill(own_words=words, tags=tags)
        return self.press("Save")

    def sign_in(self, email, password=PASSWORD):
        self.go("/sign-in").fill(e_mail=email, password=password)
        return self.press("Sign in")
