"""The stand-in itself: keeps what it received, answers well or as it was told to."""

import json
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from types import TracebackType
from typing import Any, Final, Self

from tests.standin.faults import Behaviour, Line, answer
from tests.standin.listener import Listener
from tests.standin.practice import Verdict
from tests.standin.protocol import Akismet
from tests.standin.wire import OPERATIONS, Received, Reply, text

PRACTICE_KEY: Final = "practicekey0123456789"
WELL: Final = Behaviour()


class AkismetStandIn:
    """A server on loopback, on a free port unless told otherwise. Can be stopped and restarted.

    A site that runs by itself is tested through `GET /stand-in/requests` and, with the arguments of
    `behave` as a JSON object, `POST /stand-in/behave`.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        key: str = PRACTICE_KEY,
        labels: Mapping[str, Verdict] | None = None,
    ) -> None:
        self.host, self.port, self.key = host, port, key
        self._akismet = Akismet(key, labels or {})
        self._lock = threading.Lock()
        self._requests: list[Received] = []
        self._behaviours: dict[str, Behaviour] = {}
        self._turns: Counter[str] = Counter()
        self._listener: Listener | None = None

    @property
    def url(self) -> str:
        """The address to use in place of https://rest.akismet.com."""
        return f"http://{self.host}:{self.port}"

    @property
    def requests(self) -> list[Received]:
        """What was received so far, oldest first, without what was sent to our own controls."""
        with self._lock:
            return list(self._requests)

    def asked(self, operation: str) -> list[Received]:
        """The requests for one operation, such as "comment-check"."""
        return [request for request in self.requests if request.operation == operation]

    def behave(self, way: str = "well", *, operation: str = "", **details: Any) -> None:
        """From now on answer in this way: one operation, or all. Details: see Behaviour."""
        behaviour = Behaviour(way, **details)
        names = [operation] if operation else list(OPERATIONS.values())
        if unknown := set(names) - set(OPERATIONS.values()):
            raise ValueError(f"No operation {', '.join(unknown)}.")
        with self._lock:
            for name in names:
                self._behaviours[name] = behaviour
                self._turns[name] = 0

    def start(self) -> None:
        """Listen, on the same port as before if there was one."""
        self._listener = Listener(self.host, self.port, self._serve)
        self.port = self._listener.server_port

    def stop(self) -> None:
        """Refuse connections from now on, and cut those that are open, whatever they wait for."""
        if self._listener is not None:
            self._listener.stop()
            self._listener = None

    def drop_connections(self) -> None:
        """Close what is open but go on listening, as servers do with idle connections."""
        if self._listener is not None:
            self._listener.drop_connections()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def _serve(self, request: Received, line: Line) -> bool:
        """Answer one request; whether the connection can serve another one."""
        if request.path.startswith("/stand-in/"):
            reply, behaviour = self._control(request), WELL
        else:
            with self._lock:
                self._requests.append(request)
                behaviour = self._behaviour(request.operation)
            reply = self._akismet.answer(request)
        return answer(line, reply, behaviour)

    def _behaviour(self, operation: str) -> Behaviour:
        chosen = self._behaviours.get(operation, WELL)
        self._turns[operation] += 1
        return chosen if self._turns[operation] % chosen.every == 0 else WELL

    def _control(self, request: Received) -> Reply:
        match request.method, request.path:
            case "GET", "/stand-in/requests":
                return _json([{"operation": one.operation, **asdict(one)} for one in self.requests])
            case "POST", "/stand-in/behave":
                try:
                    self.behave(**json.loads(request.field("json")))
                except (TypeError, ValueError) as error:
                    return text(str(error), 400)
                return _json({})
        return text("Not Found", 404)


def _json(document: object) -> Reply:
    body = json.dumps(document, default=str).encode()
    return Reply(body, headers={"Content-Type": "application/json"})
