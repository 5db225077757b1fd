"""An archive that is open: made where it is written first, brought up to date, refused where it is
not ours.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from lkj_audit.archive import errors
from lkj_audit.archive.storage.adapters import Adapter, adapter_of
from lkj_audit.archive.storage.schema import VERSION, VERSIONS

DEFAULT_URL = "sqlite:///lkj.db"
MIGRATIONS = Path(__file__).parent.parent / "migrations"


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose schema is this program's; every error of its database is an ArchiveError."""

    adapter: Adapter
    engine: Engine

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Yield a connection whose changes are all there at the end of the block, or none."""
        with translated(self.adapter), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def kept_open(self) -> Iterator["Archive"]:
        """Yield the archive, to be written with connections that are kept until the end of the
        block: for many transactions.
        """
        engine = self.adapter.engine(writes=True, kept=True)
        try:
            yield Archive(self.adapter, engine)
        finally:
            with translated(self.adapter):
                engine.dispose()


@contextmanager
def translated(adapter: Adapter) -> Iterator[None]:
    """Let errors of the database be reported as what they mean."""
    try:
        yield
    except DBAPIError as error:
        raise adapter.error(error) from error


def open_archive(
    url: str = DEFAULT_URL,
    *,
    writes: bool = False,
    network_share: bool = False,
    allow_older_file: bool = False,
) -> Archive:
    """Return the archive that a URL names, or raise the ArchiveError that says why not.

    To be written it is made where there is none, and brought up to date where it is older. Only to
    be copied as it is, a file may be of an earlier version.
    """
    adapter = adapter_of(url, network_share=network_share)
    with translated(adapter):
        archive = Archive(adapter, adapter.engine(writes=writes))
        if writes:
            _bring_up_to_date(archive)
        else:
            with archive.engine.connect() as connection:
                _refuse_other_versions(adapter, connection, allow_older_file=allow_older_file)
    return archive


def _bring_up_to_date(archive: Archive) -> None:
    with archive.engine.connect() as connection, connection.begin():
        archive.adapter.begin_exclusively(connection)
        is_empty = archive.adapter.check_owner(connection)
        if not is_empty:
            found = version_of(connection)
            if found == VERSION:
                return
            _refuse_unknown(archive.adapter, found)
        migrate(connection)
        if is_empty:
            archive.adapter.claim(connection)


def _refuse_other_versions(
    adapter: Adapter, connection: Connection, *, allow_older_file: bool
) -> None:
    if adapter.check_owner(connection):
        raise errors.MissingArchive(name=adapter.name)
    found = version_of(connection)
    _refuse_unknown(adapter, found)
    is_file = adapter.place is not None
    if found != VERSION and not (is_file and allow_older_file):
        older = errors.OlderArchive if is_file else errors.OlderServerArchive
        raise older(name=adapter.name, found=found, expected=VERSION)


def _refuse_unknown(adapter: Adapter, found: str | None) -> None:
    """Raise where a version is none that this program knows."""
    if found is None:
        raise errors.ForeignDatabase(name=adapter.name)
    if found not in VERSIONS:
        raise errors.NewerArchive(name=adapter.name, found=found, expected=VERSION)


def version_of(connection: Connection) -> str | None:
    """Return the version of the schema that a database has; None where it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar()
    return version


def migrate(connection: Connection, target: str = VERSION) -> None:
    """Bring a database to a version of the schema, within the transaction that is open."""
    # only an archive that is made or changed loads it
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)

    with EnvironmentContext(
        config, script, fn=lambda found, _: script._upgrade_revs(target, found)
    ) as environment:
        environment.configure(
            connection=connection, transactional_ddl=True, transaction_per_migration=False
        )
        environment.run_migrations()
