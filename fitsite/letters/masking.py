"""E-mail addresses for people who need not know them."""


def masked(address: str) -> str:
    """The first letter and the host: `a…@example.org`."""
    name, _, where = address.rpartition("@")
    return f"{name[:1]}…@{where}"
