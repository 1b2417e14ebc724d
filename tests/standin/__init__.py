"""A stand-in for Akismet: real HTTP on loopback, no secrets, every fault on demand.

`python -m tests.standin` runs one beside a site; `with AkismetStandIn() as standin:` runs one
inside a test.
"""

from tests.standin.server import AkismetStandIn
from tests.standin.wire import Received

__all__ = ["AkismetStandIn", "Received"]
