"""The widget as a user meets it: by roles and names. Playwright looks into shadow roots by itself."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

AMOUNT = "Hur mycket kan en liten enhet få i kompetensutvecklingsbidraget?"
DEADLINE = "när är sista ansökningsdag?"  # asks back with buttons
DEFERRABLE = "Vad räknas som vård som inte kan anstå?"  # several sources, legal basis

ASSUMING = "tandvård för en papperslös?"  # says what it assumes
ASSUMING_OF_TWO = "tandvård för en asylsökande mamma och hennes barn?"


class Widget:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.launcher = page.get_by_role("button", name="Fråga Lotsen")
        self.dialog = page.get_by_role("dialog", name="Lotsen")
        self.input = page.get_by_role("textbox", name="Din fråga")
        self.log = page.get_by_role("log")
        self.replies = page.locator("article")
        self.alert = page.get_by_role("alert")

    def open(self) -> Widget:
        self.launcher.click()
        expect(self.dialog).to_be_visible()
        return self

    def ask(self, words: str) -> Locator:
        """Types and sends; returns the newest reply once there is one more than before."""
        before = self.replies.count()
        self.send(words)
        expect(self.replies).not_to_have_count(before)
        return self.replies.last

    def send(self, words: str) -> None:
        self.input.fill(words)
        self.input.press("Enter")

    def button(self, name: str) -> Locator:
        return self.dialog.get_by_role("button", name=name)

    def focused(self) -> str:
        """Id, label or text of what has the focus once all is drawn, inside shadow roots too."""
        return str(
            self.page.evaluate(
                """async () => {
                  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
                  await drawn();
                  await drawn();
                  let active = document.activeElement;
                  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
                  return active?.id || active?.getAttribute("aria-label") || active?.textContent.trim() || "";
                }"""
            )
        )
