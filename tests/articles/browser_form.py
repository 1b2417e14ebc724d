"""A form as a browser holds it: every field filled with what the page says, ready to change."""

from __future__ import annotations

from html.parser import HTMLParser


class BrowserForm(HTMLParser):
    """The fields of the form with this id, as they would be sent; buttons are not."""

    def __init__(self, page: str, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.fields: dict[str, list[str]] = {}
        self._within = False
        self._select = self._textarea = ""
        self.feed(page)

    def sent(self, **changes: str | list[str]) -> dict[str, str | list[str]]:
        """What is sent after somebody has changed some fields."""
        return {**self.fields, **changes}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._within = found.get("id") == self.form_id
        if not self._within:
            return
        if tag == "input" and found.get("type") not in {"submit", "file"}:
            if found.get("type") not in {"checkbox", "radio"} or "checked" in found:
                self._keep(found.get("name", ""), found.get("value", ""))
        elif tag == "select":
            self._select = found.get("name", "")
        elif tag == "option" and "selected" in found:
            self._keep(self._select, found.get("value", ""))
        elif tag == "textarea":
            self._textarea = found.get("name", "")
            self._keep(self._textarea, "")

    def handle_data(self, data: str) -> None:
        if self._textarea:
            # A browser leaves out the line end that follows the opening tag.
            text = data if self.fields[self._textarea][-1] else data.removeprefix("\r\n")
            self.fields[self._textarea][-1] += text.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""
        elif tag == "form":
            self._within = False

    def _keep(self, name: str, value: str) -> None:
        if name:
            self.fields.setdefault(name, []).append(value)
