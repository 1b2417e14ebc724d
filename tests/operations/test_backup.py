"""bin/backup copies a running site; bin/restore puts it into an empty place, or says why not."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

REPOSITORY = Path(__file__).resolve().parents[2]
CODE = ["fitsite", "articles", "comments", "templates", "static", "bin", "manage.py"]
REQUIREMENTS = ["requirements.txt", "requirements-scale.txt"]
ON_POSTGRESQL = connection.vendor == "postgresql"

pytestmark = pytest.mark.skipif(
    ON_POSTGRESQL and not shutil.which("pg_dump"), reason="pg_dump is not installed"
)

# The demo, and each state and queue that a comment can be in beside it.
FILL = """
from articles.models import Article
from comments.models import Check, Comment
from comments.spam.evidence import Submission
from fitsite.accounts.models import User

article = Article.objects.order_by("pk").exclude(comments_open=False).first()
moderator = User.objects.order_by("pk").first()

def say(number):
    return Comment.objects.submit(Submission(
        article=article, body=f"Zwölf – text {number} 😀", name="Ann",
        email=f"{number}@example.com", address=f"2001:db8::{number}"))

waiting, failed, ham, spam, again = (say(number) for number in range(1, 6))
failed.postpone("Akismet did not answer")
ham.settle("ham", guid="a1")
spam.settle("spam", guid="b2")
again.settle("ham", guid="c3")
comment = Comment.objects.get(pk=again.revision.comment_id)
comment.mark_as_spam(by=moderator)
comment.restore(by=moderator)
comment.recheck(by=moderator)
assert set(Comment.objects.values_list("status", flat=True)) == {
    "unchecked", "held", "published", "spam", "removed"}
assert Check.objects.filter(attempts=1, closed_at=None).exists()
"""


@dataclass(frozen=True)
class Machine:
    """A fresh clone with a var/ and a database of its own."""

    folder: Path
    database_url: str

    @property
    def var(self) -> Path:
        return self.folder / "var"

    @property
    def database(self) -> Path:
        return self.var / "db.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        url = {"DATABASE_URL": self.database_url} if self.database_url else {}
        return {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "PYTHON": sys.executable} | url

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def backup(self, *options: str) -> Path:
        """Make a backup; returns the file."""
        done = self.run("bin/backup", *options)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        return Path(done.stdout.partition(": ")[0])

    def restore(self, *options: str | Path) -> str:
        """Restore; returns what was printed."""
        done = self.run("bin/restore", *map(str, options))
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        return done.stdout

    def refusal(self, *command: str | Path, **environment: str) -> str:
        """The one sentence or two in which a command refuses."""
        done = self.run(*map(str, command), **environment)
        assert (done.returncode, done.stdout) == (2, ""), done
        assert done.stderr.count("\n") == 1, done.stderr
        return done.stderr.strip()

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        if self.database_url:
            return rows_on_postgresql(self.database_url)
        if not self.database.exists():
            return {}
        with closing(sqlite3.connect(self.database)) as database:
            named = database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            return {
                name: sorted(database.execute(f'SELECT * FROM "{name}"'), key=repr)
                for (name,) in named.fetchall()
            }

    def last_ids(self) -> dict[str, int]:
        """The highest number that was ever given out, by table or sequence."""
        asked = "SELECT name, seq FROM sqlite_sequence"
        if self.database_url:
            asked = "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences"
        with closing(connect(self)) as database:
            return dict(database.execute(asked).fetchall())

    def files(self) -> dict[str, bytes]:
        """Every uploaded file."""
        media = self.var / "media"
        return {
            str(path.relative_to(media)): path.read_bytes()
            for path in media.rglob("*")
            if path.is_file()
        }

    def everything(self) -> dict[str, tuple[int, bytes]]:
        """All that is in var/, to see that nothing was touched."""
        return {
            str(path.relative_to(self.var)): (path.stat().st_mtime_ns, path.read_bytes())
            for path in self.var.rglob("*")
            if path.is_file() and path.name != "turn.lock"
        }


def rows_on_postgresql(url: str) -> dict[str, list[tuple[Any, ...]]]:
    import psycopg  # noqa: PLC0415 - there only where PostgreSQL is used

    with psycopg.connect(url) as database:
        named = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {
            name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for (name,) in named.fetchall()
        }


MakeMachine = Callable[[], Machine]


@pytest.fixture(scope="module")
def make_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeMachine]:
    databases: list[str] = []

    def make() -> Machine:
        folder = tmp_path_factory.mktemp("machine")
        clone_into(folder)
        url = ""
        if ON_POSTGRESQL:
            databases.append(f"fitsite_backup_{uuid4().hex[:12]}")
            url = server(f'CREATE DATABASE "{databases[-1]}"', databases[-1])
        return Machine(folder, url)

    yield make
    for name in databases:
        server(f'DROP DATABASE "{name}" WITH (FORCE)')


def server(command: str, database: str = "postgres") -> str:
    """Give the server a command; returns the address of a database on it."""
    import psycopg  # noqa: PLC0415 - there only where PostgreSQL is used

    at = connection.settings_dict
    password = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    address = f"postgres://{at['USER']}{password}@{at['HOST']}:{at['PORT'] or 5432}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connected:
        connected.execute(command)
    return f"{address}/{database}"


def clone_into(folder: Path) -> None:
    """The code, with an environment that is made already: this one, but for its stamps."""
    for name in CODE + REQUIREMENTS:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / name)
    (folder / "var").mkdir()
    installed = folder / ".venv" / "installed"
    installed.mkdir(parents=True)
    for entry in Path(sys.prefix).iterdir():
        if entry.name != "installed":
            (folder / ".venv" / entry.name).symlink_to(entry)
    for name in REQUIREMENTS:
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        (installed / name).write_text(digest)


@pytest.fixture(scope="module")
def site(make_machine: MakeMachine) -> Machine:
    """A site with everything in it. Tests read it only."""
    machine = make_machine()
    for arguments in (["migrate", "-v0"], ["load_demo"], ["shell", "-v0", "-c", FILL]):
        done = machine.run(".venv/bin/python", "manage.py", *arguments)
        assert done.returncode == 0, done.stderr
    odd = machine.var / "media" / "images" / "ein Bild – groß.jpg"
    odd.write_bytes(bytes(range(256)) * 5000)
    return machine


@pytest.fixture(scope="module")
def made(site: Machine) -> Path:
    return site.backup()


@pytest.fixture(scope="module")
def restored(make_machine: MakeMachine, made: Path) -> Machine:
    """A machine with the site in it. Tests read it only."""
    machine = make_machine()
    machine.restore(made)
    return machine


@pytest.fixture(scope="module")
def lived_in(make_machine: MakeMachine, made: Path) -> Machine:
    """A machine with the site in it, on which tests may do anything that a restore undoes."""
    machine = make_machine()
    machine.restore(made)
    return machine


@pytest.fixture(scope="module")
def untouched(make_machine: MakeMachine) -> Machine:
    """An empty machine on which every restore is refused."""
    return make_machine()


@pytest.fixture
def empty(make_machine: MakeMachine) -> Machine:
    return make_machine()


def manifest_of(archive: Path) -> dict[str, Any]:
    with tarfile.open(archive) as tar:
        manifest = tar.extractfile("manifest.json")
        assert manifest is not None
        found: dict[str, Any] = json.load(manifest)
    return found


def rewritten(archive: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The archive with some parts changed, and nothing wrong with it as a file."""
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            reader = old.extractfile(member)
            assert reader is not None
            content = change(member.name, reader.read())
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    return target


def changed_manifest(archive: Path, target: Path, **changes: Any) -> Path:
    def change(name: str, content: bytes) -> bytes:
        if name != "manifest.json":
            return content
        return json.dumps(json.loads(content) | changes).encode()

    return rewritten(archive, target, change)


# --- Making -------------------------------------------------------------------------------------


def test_a_backup_is_one_file_that_only_its_owner_reads(site: Machine, made: Path) -> None:
    assert made.parent == site.var / "backups"
    assert made.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in made.parent.iterdir() if path.name.startswith(".")] == []


def test_the_manifest_tells_what_is_in_it(site: Machine, made: Path) -> None:
    manifest = manifest_of(made)
    tables = site.tables()
    assert manifest["rows"]["comments_comment"] == len(tables["comments_comment"]) > 50
    assert "comments.0001_initial" in manifest["migrations"]
    assert manifest["engine"] == connection.vendor
    assert sum(name.startswith("media/") for name in manifest["parts"]) == len(site.files()) > 10


@pytest.mark.slow
def test_keep_removes_the_oldest_and_nothing_else(site: Machine, tmp_path: Path) -> None:
    for name in ("fitsite-20200101-000000.tar.gz", "fitsite-20210101-000000.tar.gz", "mine.tar.gz"):
        (tmp_path / name).touch()
    newest = site.backup("--to", str(tmp_path), "--keep", "2")
    assert {path.name for path in tmp_path.iterdir()} == {
        "fitsite-20210101-000000.tar.gz", "mine.tar.gz", newest.name
    }  # fmt: skip


@pytest.mark.skipif(ON_POSTGRESQL, reason="about a file")
def test_no_database_is_made_where_there_is_none(untouched: Machine) -> None:
    assert "There is no database at" in untouched.refusal("bin/backup")
    assert not untouched.database.exists()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--keep", "0"], "not a number of backups"),
        (["--keep", "many"], "not a number of backups"),
        (["--nonsense"], "see bin/backup --help"),
        (["--to", "/proc/nowhere"], "Cannot write the backup"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(options: list[str], why: str, site: Machine) -> None:
    assert why in site.refusal("bin/backup", *options)


def test_settings_that_do_not_work_are_refused_in_a_sentence(site: Machine) -> None:
    assert "AKISMET_API_KEY" in site.refusal("bin/backup", COMMENT_CHECKER="akismet")
    assert "DATABASE_URL" in site.refusal("bin/backup", DATABASE_URL="ducks://host/name")


# --- Restoring into an empty place --------------------------------------------------------------


def test_every_row_of_every_table_comes_back(site: Machine, restored: Machine) -> None:
    before, after = site.tables(), restored.tables()
    assert before.keys() == after.keys()
    for table, rows in before.items():
        assert after[table] == rows, table


def test_no_number_is_given_out_twice(site: Machine, restored: Machine) -> None:
    """A link to a comment that was deleted must never lead to a new one."""
    before, after = site.last_ids(), restored.last_ids()
    assert before.keys() == after.keys()
    assert [name for name in before if after[name] < before[name]] == []


def test_every_file_comes_back(site: Machine, restored: Machine) -> None:
    assert restored.files() == site.files()


def test_files_can_be_read_by_the_proxy_and_the_rest_by_the_owner_alone(restored: Machine) -> None:
    modes = {
        path.stat().st_mode & 0o777
        for path in (restored.var / "media").rglob("*")
        if path.is_file()
    }
    assert modes == {0o644}
    for path in (restored.var / "secret_key", restored.database):
        if path.exists():
            assert path.stat().st_mode & 0o777 == 0o600


def test_the_key_of_the_folder_comes_along_so_that_own_links_go_on(
    site: Machine, restored: Machine
) -> None:
    key = (site.var / "secret_key").read_text()
    assert (restored.var / "secret_key").read_text() == key


def test_a_key_of_the_environment_stays_out(site: Machine, tmp_path: Path) -> None:
    key = "kept-by-the-owner-and-written-down-elsewhere-0123456789"
    done = site.run("bin/backup", "--to", str(tmp_path), SECRET_KEY=key)
    archive = Path(done.stdout.partition(": ")[0])
    assert "secret_key" not in manifest_of(archive)["parts"]
    assert key.encode() not in gzip.decompress(archive.read_bytes())


def test_nothing_is_left_of_the_work(restored: Machine) -> None:
    assert {path.name for path in restored.var.iterdir()} - {"db.sqlite3"} == {
        "media", "secret_key", "turn.lock"
    }  # fmt: skip


def test_the_restored_site_has_nothing_to_migrate(restored: Machine) -> None:
    done = restored.run(".venv/bin/python", "manage.py", "migrate", "--check")
    assert done.returncode == 0, done.stderr


def test_the_counts_are_printed(empty: Machine, site: Machine, made: Path) -> None:
    printed = empty.restore(made)
    assert f"{len(site.tables()['comments_comment'])}  comments_comment" in printed
    assert "All of it is as the manifest says." in printed


# --- While the site runs ------------------------------------------------------------------------


def test_a_backup_is_whole_while_others_write(
    lived_in: Machine, empty: Machine, tmp_path: Path
) -> None:
    """Each transaction writes two rows; none is ever found with one."""
    stop = threading.Event()
    written = threading.Thread(target=write_pairs, args=(lived_in, stop))
    written.start()
    try:
        archive = lived_in.backup("--to", str(tmp_path))
    finally:
        stop.set()
        written.join()
    empty.restore(archive)
    assert 0 < pairs(empty) < pairs(lived_in)
    assert pairs(empty) % 2 == 0


def pairs(machine: Machine) -> int:
    """How many rows there are of those that come in pairs."""
    return sum("pair/" in str(row) for row in machine.tables()["page_cache_pageversion"])


def write_pairs(machine: Machine, stop: threading.Event) -> None:
    insert = "INSERT INTO page_cache_pageversion (scope, number) VALUES ('pair/{}', 1)"
    number = 0
    with closing(connect(machine)) as database:
        while not stop.wait(0.005):
            database.execute("BEGIN")
            for _ in range(2):
                database.execute(insert.format(number))
                number += 1
            database.execute("COMMIT")


def connect(machine: Machine) -> Any:
    if machine.database_url:
        import psycopg  # noqa: PLC0415 - there only where PostgreSQL is used

        return psycopg.connect(machine.database_url, autocommit=True)
    database = sqlite3.connect(machine.database, timeout=20, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    return database


def test_a_running_site_is_not_replaced(made: Path, lived_in: Machine) -> None:
    with closing(connect(lived_in)) as running:
        running.execute("SELECT count(*) FROM comments_comment").fetchone()
        why = lived_in.refusal("bin/restore", "--force", made)
    assert "The site runs" in why
    assert "top the web server and the worker first" in why
    lived_in.restore("--force", made)


# --- What is there already ----------------------------------------------------------------------


def test_content_is_not_covered_up(restored: Machine, made: Path) -> None:
    # The first look that the site takes at a database sets its journal mode, in the file's head.
    restored.refusal("bin/restore", made)
    tables, before = restored.tables(), restored.everything()
    assert "There is content already in the database" in restored.refusal("bin/restore", made)
    assert (restored.everything(), restored.tables()) == (before, tables)


@pytest.mark.slow
def test_uploaded_files_are_content(empty: Machine, made: Path) -> None:
    picture = empty.var / "media" / "images" / "mine.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"mine")
    assert "There is content already in the folder media" in empty.refusal("bin/restore", made)
    assert empty.files() == {"images/mine.jpg": b"mine"}


@pytest.mark.slow
def test_a_database_that_was_only_migrated_is_empty(
    empty: Machine, made: Path, site: Machine
) -> None:
    assert empty.run(".venv/bin/python", "manage.py", "migrate", "-v0").returncode == 0
    empty.restore(made)
    assert empty.tables() == site.tables()


def test_force_keeps_what_was_there_under_another_name(
    lived_in: Machine, made: Path, site: Machine
) -> None:
    (lived_in.var / "media" / "later.txt").write_text("later")
    with closing(connect(lived_in)) as database:
        database.execute("UPDATE articles_article SET title = 'Changed since'")
        if ON_POSTGRESQL:
            changed = database.execute("SELECT title FROM articles_article").fetchall()
    printed = lived_in.restore("--force", made)
    assert (lived_in.tables(), lived_in.files()) == (site.tables(), site.files())
    kept = dict.fromkeys(line.partition(": ")[2] for line in printed.splitlines() if "Kept" in line)
    media = next(Path(place) for place in kept if "media.before-restore-" in place)
    assert (media / "later.txt").read_text() == "later"
    if ON_POSTGRESQL:
        schema = next(place.split()[1] for place in kept if "schema before_restore_" in place)
        with closing(connect(lived_in)) as database:
            old = database.execute(f"SELECT title FROM {schema}.articles_article").fetchall()
        assert old == changed
        assert not any("before_restore" in name for name in manifest_of(lived_in.backup())["rows"])
    else:
        old_file = next(place for place in kept if "db.sqlite3.before-restore-" in place)
        with closing(sqlite3.connect(old_file)) as database:
            titles = {title for (title,) in database.execute("SELECT title FROM articles_article")}
        assert titles == {"Changed since"}


@pytest.mark.slow
@pytest.mark.skipif(ON_POSTGRESQL, reason="about a file")
def test_a_broken_database_is_kept_and_replaced(empty: Machine, made: Path, site: Machine) -> None:
    empty.database.write_bytes(b"no database at all" * 1000)
    assert "There is content already" in empty.refusal("bin/restore", made)
    empty.restore("--force", made)
    assert empty.tables() == site.tables()
    (kept,) = empty.var.glob("db.sqlite3.before-restore-*")
    assert kept.read_bytes().startswith(b"no database at all")


# --- What is refused before anything is touched -------------------------------------------------


def cut_short(archive: Path, target: Path) -> Path:
    target.write_bytes(archive.read_bytes()[:-2000])
    return target


def without_its_last_bytes(archive: Path, target: Path) -> Path:
    target.write_bytes(archive.read_bytes()[:-4])
    return target


def with_one_bit_flipped(archive: Path, target: Path) -> Path:
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    target.write_bytes(content)
    return target


def with_another_picture(archive: Path, target: Path) -> Path:
    return rewritten(
        archive, target, lambda name, content: content + b"!" * name.endswith("groß.jpg")
    )


def with_other_counts(archive: Path, target: Path) -> Path:
    rows = manifest_of(archive)["rows"]
    return changed_manifest(archive, target, rows=rows | {"comments_comment": 1})


def without_manifest(archive: Path, target: Path) -> Path:
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            if member.name != "manifest.json":
                new.addfile(member, old.extractfile(member))
    return target


def leading_elsewhere(archive: Path, target: Path) -> Path:
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            reader = old.extractfile(member)
            if member.name.endswith("groß.jpg"):
                member.name, member.pax_headers = "media/../../../escaped", {}
            new.addfile(member, reader)
    return target


def no_archive(archive: Path, target: Path) -> Path:
    target.write_text("nothing of the kind")
    return target


def of_a_later_format(archive: Path, target: Path) -> Path:
    return changed_manifest(archive, target, format=2)


@pytest.mark.parametrize(
    "harm",
    [
        with_another_picture,
        leading_elsewhere,
        pytest.param(cut_short, marks=pytest.mark.slow),
        pytest.param(without_its_last_bytes, marks=pytest.mark.slow),
        pytest.param(with_one_bit_flipped, marks=pytest.mark.slow),
        pytest.param(without_manifest, marks=pytest.mark.slow),
        pytest.param(no_archive, marks=pytest.mark.slow),
        pytest.param(of_a_later_format, marks=pytest.mark.slow),
    ],
)
def test_a_harmed_archive_is_refused_before_anything_is_touched(
    harm: Callable[[Path, Path], Path], untouched: Machine, made: Path, tmp_path: Path
) -> None:
    harmed = harm(made, tmp_path / "harmed.tar.gz")
    why = untouched.refusal("bin/restore", harmed)
    assert "is damaged or no backup" in why or "newer version" in why
    assert untouched.everything() == {}
    assert untouched.tables().get("django_migrations") is None


@pytest.mark.slow
def test_a_database_that_is_not_what_the_manifest_says_is_refused(
    untouched: Machine, made: Path, tmp_path: Path
) -> None:
    harmed = with_other_counts(made, tmp_path / "harmed.tar.gz")
    assert "manifest" in untouched.refusal("bin/restore", harmed)
    assert untouched.files() == {}


def test_a_backup_of_the_other_engine_is_refused(
    untouched: Machine, made: Path, tmp_path: Path
) -> None:
    other = "sqlite" if ON_POSTGRESQL else "postgresql"
    foreign = changed_manifest(made, tmp_path / "foreign.tar.gz", engine=other)
    why = untouched.refusal("bin/restore", foreign)
    assert "is a backup of a site on" in why
    assert "docs/operations.md" in why
    assert untouched.everything() == {}


def test_a_missing_file_is_said_to_be_missing(untouched: Machine) -> None:
    assert "No such file" in untouched.refusal("bin/restore", "nowhere.tar.gz")


# --- Older and newer code -----------------------------------------------------------------------


@pytest.mark.slow
def test_an_older_backup_is_migrated(empty: Machine, made: Path) -> None:
    later = empty.folder / "fitsite" / "page_cache" / "migrations" / "9999_later.py"
    later.write_text(LATER)
    printed = empty.restore(made)
    assert "Migrating what is older than this version: page_cache.9999_later." in printed
    assert "later" in empty.tables()


@pytest.mark.slow
def test_a_newer_backup_is_refused(
    make_machine: MakeMachine, empty: Machine, made: Path, tmp_path: Path
) -> None:
    newer = make_machine()
    (newer.folder / "fitsite" / "page_cache" / "migrations" / "9999_later.py").write_text(LATER)
    newer.restore(made)
    archive = newer.backup("--to", str(tmp_path))
    assert "newer version, with the migration page_cache.9999_later" in empty.refusal(
        "bin/restore", archive
    )


LATER = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("page_cache", "0001_initial")]
    operations = [migrations.RunSQL("CREATE TABLE later (id integer)", "DROP TABLE later")]
"""


# --- Half-way -----------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["unpack", "_move_in", "_swap"])
def test_a_restore_that_was_killed_is_visible_and_can_be_repeated(
    moment: str, empty: Machine, made: Path, site: Machine
) -> None:
    """Killed where the named function would run, as a power cut does: nothing is tidied up."""
    kill = (
        "import os, signal, sys; from fitsite.backup import archive, restoring;"
        f"place = archive if '{moment}' == 'unpack' else restoring;"
        f"setattr(place, '{moment}', lambda *_: os.kill(os.getpid(), signal.SIGKILL));"
        "restoring.main()"
    )
    killed = empty.run(".venv/bin/python", "-c", kill, str(made))
    assert killed.returncode == -signal.SIGKILL
    if moment != "unpack":
        assert (empty.var / "restore.unfinished").exists()
        assert "was not finished; repeat it" in empty.refusal("bin/backup")
    empty.restore(made)
    assert (empty.tables(), empty.files()) == (site.tables(), site.files())
    assert not (empty.var / "restore.unfinished").exists()


@pytest.mark.slow
def test_what_a_killed_backup_leaves_is_cleared_away(site: Machine, tmp_path: Path) -> None:
    kill = (
        "import os, signal; from fitsite.backup import archive, making;"
        "archive.Writer.add_media = lambda *_: os.kill(os.getpid(), signal.SIGKILL);"
        "making.main()"
    )
    killed = site.run(".venv/bin/python", "-c", kill, "--to", str(tmp_path))
    assert killed.returncode == -signal.SIGKILL
    assert list(tmp_path.glob("fitsite-*")) == []
    made = site.backup("--to", str(tmp_path))
    assert list(tmp_path.iterdir()) == [made]
