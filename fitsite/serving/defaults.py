"""What bin/serve sets where the owner has set nothing: a site for readers, on this machine."""

from collections.abc import Mapping, MutableMapping

from fitsite.env import kept_secret
from fitsite.serving.address import Address, in_brackets
from fitsite.serving.var import VAR

SCALE = {"DATABASE_URL": ("postgres", "pgsql", "psql"), "CACHE_URL": ("redis",)}


def fill_in(environment: MutableMapping[str, str], address: Address) -> None:
    """Set what is missing or empty; what is set stays."""
    hosts = dict.fromkeys(["localhost", "127.0.0.1", "[::1]", in_brackets(address.host)])
    defaults = {
        "DEBUG": "0",
        # The file that the settings use in development: one clone, one secret.
        "SECRET_KEY": kept_secret(VAR / "secret_key"),
        "ALLOWED_HOSTS": ",".join(hosts),
        "SITE_URL": address.url,
    }
    for name, value in defaults.items():
        if not environment.get(name, "").strip():
            environment[name] = value


def is_at_scale(environment: Mapping[str, str]) -> bool:
    """Whether the site runs on PostgreSQL or Redis, which requirements-scale.txt is for."""
    return any(environment.get(name, "").startswith(schemes) for name, schemes in SCALE.items())
