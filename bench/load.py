"""Load by wrk, and what it costs: the CPU time of all processes that serve."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
_REQUESTS = re.compile(r"(\d+) requests in")
_BROKEN = re.compile(r"(Non-2xx or 3xx responses: \d+|Socket errors: .*)")


@dataclass(frozen=True)
class Cost:
    """CPU milliseconds of all server processes for each request, and how many were made."""

    milliseconds: float
    requests: int


def cost(address: str, servers: Iterable[int], *, seconds: int, script: Path | None = None) -> Cost:
    """Ask for one address as often as it goes, 16 at a time, and look at the servers' clocks.

    `servers` are process ids; their descendants count too. Raises RuntimeError where an answer was
    not 2xx or 3xx: what fails fast is no measurement.
    """
    servers = list(servers)
    before = cpu_seconds(servers)
    command = ["wrk", "-t2", "-c16", f"-d{seconds}s", "--timeout", "30s"]
    if script:
        command += ["-s", str(script)]
    told = subprocess.run([*command, address], check=True, capture_output=True, text=True).stdout
    used = cpu_seconds(servers) - before
    if broken := _BROKEN.search(told):
        raise RuntimeError(f"{address}: {broken[0]}")
    found = _REQUESTS.search(told)
    requests = int(found[1]) if found else 0
    if not requests:
        raise RuntimeError(f"{address}: no answer.\n{told}")
    return Cost(used * 1000 / requests, requests)


def cpu_seconds(roots: Iterable[int]) -> float:
    """CPU time of these processes and all that descend from them, the ended ones included."""
    wanted, ticks = set(roots), 0.0
    # A child has a higher number than its parent, unless the numbers began anew: look twice.
    rows = sorted(_processes())
    for _ in range(2):
        wanted |= {pid for pid, parent, _ in rows if parent in wanted}
    ticks = sum(used for pid, _, used in rows if pid in wanted)
    return ticks / TICKS


def _processes() -> list[tuple[int, int, int]]:
    rows = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            # The name in brackets may hold anything; the fields after it are proc(5)'s 3 and on.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        rows.append((int(folder.name), int(fields[1]), sum(map(int, fields[11:15]))))
    return rows
