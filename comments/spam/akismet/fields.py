"""What may leave the site: the fields Akismet's protocol declares, and nothing else."""

from collections.abc import Mapping
from typing import Final, TypeAlias

Fields: TypeAlias = Mapping[str, str | list[str]]

DECLARED_FIELDS: Final = frozenset(
    {
        "blog",
        "blog_charset",
        "blog_lang",
        "callback",
        "comment_author",
        "comment_author_email",
        "comment_author_url",
        "comment_check_response",
        "comment_content",
        "comment_context[]",
        "comment_date_gmt",
        "comment_parent",
        "comment_post_modified_gmt",
        "comment_type",
        "honeypot_field_name",
        "is_test",
        "permalink",
        "recheck_reason",
        "referrer",
        "reporter",
        "user_agent",
        "user_ip",
        "user_role",
    }
)
REQUIRED_FIELDS: Final = frozenset({"blog", "user_ip"})
REPEATED_FIELDS: Final = frozenset({"comment_context[]"})
# They carry the key. The trap's field is named by its caller and must not stand in for them.
RESERVED_FIELDS: Final = frozenset({"api_key", "key"})


def declared(fields: Fields) -> dict[str, str | list[str]]:
    """Copy `fields`, or raise ValueError if a name is undeclared or a required one is missing.

    The honeypot's own field is declared by `honeypot_field_name`. Messages give names, no values.
    """
    allowed = (DECLARED_FIELDS | _trap(fields)) - RESERVED_FIELDS
    if unknown := fields.keys() - allowed:
        raise ValueError(f"Not declared to Akismet: {', '.join(sorted(unknown))}.")
    if missing := REQUIRED_FIELDS - fields.keys():
        raise ValueError(f"Akismet needs: {', '.join(sorted(missing))}.")
    repeated = {name for name, value in fields.items() if not isinstance(value, str)}
    if wrong := repeated - REPEATED_FIELDS:
        raise ValueError(f"Must be a single text: {', '.join(sorted(wrong))}.")
    return dict(fields)


def _trap(fields: Fields) -> set[str]:
    name = fields.get("honeypot_field_name")
    return {name} if isinstance(name, str) and name else set()
