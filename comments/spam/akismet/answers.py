"""What comes back from Akismet: an answer, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Reason = Literal[
    "misconfigured",
    "deadline",
    "dns",
    "refused",
    "tls",
    "network",
    "http_status",
    "too_many_requests",
    "too_large",
    "error_header",
    "invalid",
    "protocol",
    "unexpected",
]

# The sentences are fixed, so they can carry no key, no address and no word of a comment.
SENTENCES: Final[Mapping[Reason, str]] = {
    "misconfigured": "The Akismet settings of this site are wrong.",
    "deadline": "Akismet did not answer in time.",
    "dns": "The name of the Akismet server could not be looked up.",
    "refused": "The Akismet server refused the connection.",
    "tls": "No trusted encrypted connection to Akismet could be made.",
    "network": "The connection to Akismet broke off.",
    "http_status": "Akismet answered with an HTTP error.",
    "too_many_requests": "Akismet asks for fewer requests.",
    "too_large": "Akismet's answer was too long to be one.",
    "error_header": "Akismet reported an error with its answer.",
    "invalid": "Akismet called the key, the site address or a field invalid.",
    "protocol": "Akismet's answer was not one the protocol knows.",
    "unexpected": "The question to Akismet failed in an unforeseen way.",
}


@dataclass(frozen=True)
class Answer:
    """Akismet's verdict on one comment.

    `discard` marks blatant spam. `guid` is Akismet's name for this check, "" if it sent none.
    `recheck_after` comes with ham only: seconds after which to ask again, since Akismet is still
    looking; until then the comment is not cleared. `headers` holds every `X-akismet-*` header
    under its lower-case name without that prefix, such as `alert-code`.
    """

    verdict: Literal["ham", "spam"]
    discard: bool
    guid: str
    recheck_after: int | None
    headers: dict[str, str]


@dataclass(frozen=True)
class KeyAnswer:
    """Whether Akismet knows the key for this site; if not, `debug_help` may say why."""

    valid: bool
    debug_help: str


@dataclass(frozen=True)
class Usage:
    """How much of the key was used this month, in calls; `limit` None means there is none."""

    limit: int | None
    usage: int
    percentage: float
    throttled: bool


class NoAnswer(Exception):
    """Akismet was asked and gave no usable answer, so nothing is known about the comment.

    `reason` is a stable code for counting, `detail` a sentence for people. `retry_after` is how
    many seconds Akismet wants to be left alone, None if it did not say. `headers` as in `Answer`.
    """

    def __init__(
        self,
        reason: Reason,
        detail: str = "",
        *,
        retry_after: float | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.reason: Reason = reason
        self.detail = detail or SENTENCES[reason]
        self.retry_after = retry_after
        self.headers = dict(headers or {})
        super().__init__(f"{reason}: {self.detail}")
