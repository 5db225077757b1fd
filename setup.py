"""Compiles the translations while a wheel is built; everything else stands in pyproject.toml.

An editable installation and `python setup.py build_messages --inplace` compile them in the source
tree.
"""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import Command, setup
from setuptools.command.build import build

# lkj_audit/locale/LANGUAGE/DOMAIN.po, compiled to LC_MESSAGES/DOMAIN.mo beside it, where gettext
# looks
LOCALE = Path("lkj_audit") / "locale"


class BuildMessages(Command):
    """Writes a `.mo` for every `.po`."""

    description = "compile translations"
    user_options = [("inplace", "i", "write into the source tree")]  # noqa: RUF012 - Command declares a list
    boolean_options = ["inplace"]  # noqa: RUF012

    def initialize_options(self) -> None:
        """Declare the options; setuptools sets `editable_mode` for an editable installation."""
        self.inplace = self.editable_mode = False
        self.build_lib: str | None = None

    def finalize_options(self) -> None:
        """Take over where modules are built."""
        self.set_undefined_options("build_py", ("build_lib", "build_lib"))

    def run(self) -> None:
        """Compile what is not current."""
        for target, source in self.get_output_mapping().items():
            compiled = compiled_messages(Path(source))
            path = Path(target)
            if not path.exists() or path.read_bytes() != compiled:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(compiled)

    def get_output_mapping(self) -> dict[str, str]:
        """Return the source of each file that this command writes."""
        root = Path() if self.inplace or self.editable_mode else Path(self.build_lib or "")
        sources = sorted(LOCALE.glob("*/*.po"))
        return {str(root / po.parent / "LC_MESSAGES" / f"{po.stem}.mo"): str(po) for po in sources}

    def get_outputs(self) -> list[str]:
        """Return the files that this command writes."""
        return list(self.get_output_mapping())

    def get_source_files(self) -> list[str]:
        """Return the files that this command reads: a source distribution holds them."""
        return list(self.get_output_mapping().values())


def compiled_messages(source: Path) -> bytes:
    """Return a catalogue as gettext reads it, the same bytes whenever it is built."""
    with source.open("rb") as file:
        catalogue = read_po(file)
    catalogue.creation_date = datetime(2025, 1, 1, tzinfo=UTC)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


class Build(build):
    """Builds the package and its translations."""

    sub_commands = [*build.sub_commands, ("build_messages", None)]  # noqa: RUF012


setup(cmdclass={"build": Build, "build_messages": BuildMessages})
