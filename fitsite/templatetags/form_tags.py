"""What templates need to print a form field."""

from __future__ import annotations

from typing import Any, TypedDict

from django import template
from django.forms import BoundField, EmailInput, NumberInput, Textarea, TextInput, URLInput
from django.forms.utils import flatatt

register = template.Library()
_ONE_LINE = (TextInput, EmailInput, URLInput, NumberInput)


class Printed(TypedDict):
    """A field as a page shows it: each part made once, since the form stands on every article.

    `control` is "input" or "textarea"; any other is ready in `widget`, as Django prints it.
    """

    name: str
    label: str
    id: str
    is_required: bool
    control: str
    attributes: str
    value: str
    widget: str
    error: str
    help_text: str


@register.filter
def printed(field: BoundField) -> Printed:
    """The parts of a field; the first one of its form that needs a correction takes the focus."""
    focus: dict[str, str | bool] = {"autofocus": True} if _takes_focus(field) else {}
    widget, control = field.field.widget, _control(field)
    attributes: dict[str, Any] = {}
    if control:
        id_and_more = field.build_widget_attrs({"id": field.auto_id, **focus}, widget)
        shown = widget.get_context(field.html_name, field.value(), id_and_more)["widget"]
        attributes = {"name": shown["name"]} | shown["attrs"]
        if control == "input":
            attributes = {"type": shown["type"], "value": shown["value"]} | attributes
    return {
        "name": field.name,
        "label": str(field.label),
        "id": field.id_for_label,
        "is_required": field.field.required,
        "control": control,
        "attributes": flatatt(attributes),
        "value": field.value() or "",
        "widget": "" if control else field.as_widget(attrs=focus or None),
        "error": " ".join(map(str, field.errors)),
        "help_text": str(field.help_text),
    }


def _takes_focus(field: BoundField) -> bool:
    if not field.form.is_bound:
        return False
    wrong = next((each for each in field.form.visible_fields() if each.errors), None)
    return wrong is not None and wrong.name == field.name


def _control(field: BoundField) -> str:
    if isinstance(field.field.widget, Textarea):
        return "textarea"
    return "input" if isinstance(field.field.widget, _ONE_LINE) else ""
