"""What templates need to print a form field."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's input; the first one of its form that needs a correction takes the focus."""
    wrong = next((each for each in field.form.visible_fields() if each.errors), None)
    takes_focus = wrong is not None and wrong.name == field.name
    return field.as_widget(attrs={"autofocus": True} if takes_focus else None)
