"""What can be blocked, how it is written, and by which keys a submission is looked up."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, validate_email
from django.db import models
from django.utils.crypto import salted_hmac

from comments.spam.evidence import Submission
from comments.spam.folding import folded
from comments.spam.patterns import BadPattern, compiled
from fitsite.client_ip import Address, Network, network_of


class Kind(models.TextChoices):
    """What a block looks at."""

    WORD = "word", "Words"
    PATTERN = "pattern", "Pattern"
    NAME = "name", "Name"
    EMAIL = "email", "E-mail address"
    DOMAIN = "domain", "E-mail domain"
    ADDRESS = "address", "Network address"
    NETWORK = "network", "Network"


class Place(models.TextChoices):
    """Where words and patterns are looked for."""

    ANYWHERE = "anywhere", "Everything that is typed"
    TEXT = "text", "The text"
    NAME = "name", "The name"
    EMAIL = "email", "The e-mail address"
    LINKS = "links", "The website and the addresses of links"
    BROWSER = "browser", "The name of the browser"


class BlockRefused(Exception):
    """Nothing was blocked; the exception says why, in words for whoever tried."""


# These are looked for in texts; all others are looked up.
IN_TEXTS = (Kind.WORD, Kind.PATTERN)
# These belong to a person. They are looked up by a keyed hash, which goes on working when the
# value itself was forgotten.
PERSONAL = (Kind.NAME, Kind.EMAIL, Kind.ADDRESS)
# Each of these is the address of millions.
FREEMAIL = {
    *("163.com", "aol.com", "fastmail.com", "free.fr", "gmail.com", "gmx.com", "gmx.de"),
    *("gmx.net", "googlemail.com", "hey.com", "hotmail.com", "icloud.com", "libero.it"),
    *("live.com", "mail.com", "mail.ru", "me.com", "msn.com", "orange.fr", "outlook.com"),
    *("pm.me", "proton.me", "protonmail.com", "qq.com", "t-online.de", "tutanota.com"),
    *("web.de", "yahoo.co.uk", "yahoo.com", "yahoo.de", "yandex.com", "yandex.ru"),
    *("ymail.com", "zoho.com"),
}
# Whole words that are shorter, and these, stand in almost every comment.
SHORTEST_WORD = 3
ORDINARY_WORDS = {
    *("all", "and", "any", "are", "but", "can", "for", "from", "had", "has", "have", "her", "his"),
    *("how", "its", "just", "like", "more", "not", "one", "our", "out", "some", "that", "the"),
    *("their", "them", "there", "they", "this", "was", "were", "what", "when", "which", "who"),
    *("will", "with", "would", "you", "your"),
}
# The widest and the narrowest network of each kind. One home has the whole of an IPv6 /64.
PREFIXES = {4: range(8, 33), 6: range(16, 65)}
LONGEST = 200
OWN_MACHINE = [
    ipaddress.ip_network(each)
    for each in ("127.0.0.0/8", "0.0.0.0/32", "169.254.0.0/16", "::/127", "fe80::/10")
]


def normal(kind: str, typed: str) -> str:
    """A value as it is stored. Raises BlockRefused."""
    value = typed.strip()
    if not value:
        raise BlockRefused("There is nothing to block.")
    if len(value) > LONGEST:
        raise BlockRefused(f"This is longer than {LONGEST} characters.")
    return _NORMAL[Kind(kind)](value)


def key_of(kind: str, value: str, place: str = "") -> str:
    """What a stored value is found by; there is one block in force for each key."""
    if kind in PERSONAL:
        return f"{kind} {_sealed(kind, folded(value) or value if kind == Kind.NAME else value)}"
    if kind in IN_TEXTS:
        return f"{kind} {place} {value if kind == Kind.PATTERN else folded(value)}"
    if kind == Kind.NETWORK:
        network = _parsed(value)
        return _network_key(network.network_address, network.prefixlen)
    return f"{kind} {value}"


def keys_of(sent: Submission) -> list[str]:
    """The keys of all blocks on who sends it, and from where."""
    email = sent.email.lower()
    return [
        key_of(Kind.NAME, sent.name),
        key_of(Kind.EMAIL, email),
        *(key_of(Kind.DOMAIN, domain) for domain in _domains(email)),
        key_of(Kind.ADDRESS, sent.network),
        *_networks_around(sent.address),
    ]


def around(address: str) -> str:
    """The network that usually belongs to one provider's corner: an IPv4 /24 or an IPv6 /48."""
    parsed = _bare(address)
    return str(ipaddress.ip_network((parsed, 24 if parsed.version == 4 else 48), strict=False))


def holds(network: str, address: str) -> bool:
    """Whether an address lies in a network, or is it."""
    return bool(network_of(address)) and _bare(address) in _parsed(network)


def _sealed(kind: str, value: str) -> str:
    return salted_hmac(f"comments.block.{kind}", value, algorithm="sha256").hexdigest()


def _domains(email: str) -> Iterator[str]:
    """The domain and those above it, as far as a name below the top-level one."""
    labels = email.rpartition("@")[2].split(".")
    for at in range(max(0, len(labels) - 5), len(labels) - 1):
        yield ".".join(labels[at:])


def _networks_around(address: str) -> list[str]:
    """The keys of all networks that an address lies in."""
    if not network_of(address):
        return []
    bare = _bare(address)
    return [_network_key(bare, prefix) for prefix in PREFIXES[bare.version]]


def _network_key(address: Address, prefix: int) -> str:
    # By numbers: writing fifty IPv6 networks out would take longer than looking them up.
    bits = int(address) >> (address.max_prefixlen - prefix)
    return f"{Kind.NETWORK.value} {address.version}:{bits:x}/{prefix}"


def _bare(address: str) -> Address:
    """What limits count by, as an address: of IPv6 the first one of its /64."""
    return ipaddress.ip_address(network_of(address).partition("/")[0])


def _word(value: str) -> str:
    words = folded(value)
    if not words:
        raise BlockRefused("There is no letter and no digit in it. Write it as a pattern.")
    if len(words) < SHORTEST_WORD or words in ORDINARY_WORDS:
        raise BlockRefused(
            "Almost every comment has so ordinary a word. Write more of the phrase, or a pattern if"
            " you are sure."
        )
    return value


def _pattern(value: str) -> str:
    try:
        compiled(value)
    except BadPattern as bad:
        raise BlockRefused(f"This pattern cannot be used: {bad}.") from None
    return value


def _name(value: str) -> str:
    return value


def _email(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError:
        raise BlockRefused("This is no e-mail address.") from None
    return value.lower()


def _domain(value: str) -> str:
    domain = value.lower().removeprefix("@").rstrip(".")
    try:
        DomainNameValidator()(domain)
    except ValidationError:
        raise BlockRefused("This is no domain, such as example.org.") from None
    if domain in FREEMAIL:
        raise BlockRefused(
            f"Millions of people have their addresses at {domain}. Block the one address."
        )
    return domain


def _address(value: str) -> str:
    network = network_of(value)
    if not network:
        raise BlockRefused("This is no network address.")
    _refuse_our_own(_parsed(network))
    return network


def _network(value: str) -> str:
    try:
        network = _parsed(value)
    except ValueError:
        raise BlockRefused("This is no network, such as 203.0.113.0/24 or 2001:db8::/32.") from None
    prefixes = PREFIXES[network.version]
    if network.prefixlen not in prefixes:
        raise BlockRefused(
            f"A network of IPv{network.version} is written with /{prefixes[0]} to /{prefixes[-1]}."
        )
    _refuse_our_own(network)
    return str(network)


def _parsed(network: str) -> Network:
    return ipaddress.ip_network(network, strict=False)


def _refuse_our_own(network: Network) -> None:
    if _overlaps(network, OWN_MACHINE):
        raise BlockRefused("This is the site's own machine.")
    if _overlaps(network, settings.TRUSTED_PROXIES):
        raise BlockRefused("The site's own proxies are there: this would block everybody.")


def _overlaps(network: Network, others: Iterable[Network]) -> bool:
    # Networks of different versions cannot be compared.
    same = [other for other in others if other.version == network.version]
    return any(network.overlaps(other) for other in same)


_NORMAL: dict[Kind, Callable[[str], str]] = {
    Kind.WORD: _word,
    Kind.PATTERN: _pattern,
    Kind.NAME: _name,
    Kind.EMAIL: _email,
    Kind.DOMAIN: _domain,
    Kind.ADDRESS: _address,
    Kind.NETWORK: _network,
}
