"""Everything that a new rule needs, to be filled in: `make rule ID=ANG-21 NAME=nama_singkat`.

The rule's file, its place in the catalogue and in the schema of a profile, and its module of tests.
What is written passes lint and types; its tests fail until the rule finds what its documentation
shows.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from validate.catalogue import RULES
from validate.unchecked_rules import UNCHECKED_RULES

ROOT = Path(__file__).parent.parent
RULES_FOLDER = Path("validate") / "rules"
CATALOGUE = Path("validate") / "catalogue.py"
SCHEMA = Path("lkj_audit") / "lkj-profile-1.schema.json"

RULE = '''\
"""The law in one sentence: what every report must keep.

Not claimed: what the rule leaves alone, and why.

Breaks it, since the remainder is 500.000:

    Kode       Pagu         Realisasi    Sisa
    7.01.02    4.430.000    3.930.000    400.000

Looks alike, and does not, since the remainder is printed as a negative number in brackets:

    Kode       Pagu         Realisasi    Sisa
    7.01.02    4.430.000    4.530.000    (100.000)
"""

from collections.abc import Iterator

from normalize.report import TypedRow
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.findings import Message, Severity, Violation
from validate.legal_basis import OWN_ARITHMETIC
from validate.rule import Rule


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a violation for every row that breaks the law."""
    for table in context.report.tables:
        for row in filter(_breaks, table.rows):
            spot = cell_spot(table, row.index, 0)
            message = Message(
                f"Tercetak {spot.printed}, sedangkan ...",
                f"{spot.printed} is printed, but ...",
            )
            yield Violation(spot, message)


def _breaks(row: TypedRow) -> bool:
    """Return whether a row breaks the law."""
    return not row.readings


RULE = Rule(
    id="{id}",
    title=Message("{title_id}", "{title_en}"),
    fault=Message("{title_id} tidak sesuai", "{title_en} does not hold"),
    severities=(Severity.MINOR,),
    basis=(OWN_ARITHMETIC,),
    doc=__doc__,
    check=check,
)
'''

TESTS = '''\
"""{id}: {title}."""

from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.rules.{folder}.{module} import RULE

# how the examples of the documentation become reports
EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))
'''

NEXT = """\
Next:
  1. {rule}: the law, its examples, its basis and its check (or relate)
  2. {tests}: how the examples become reports, and what must stay silent
     .venv/bin/pytest {tests}
  3. make rule-docs, and translate what it names in lkj_audit/locale/id/rules.po
  4. make check
CONTRIBUTING.md says more about each step.
"""


class CannotScaffold(Exception):
    """A rule that cannot be begun: the message says why."""


class NewRule(NamedTuple):
    """A rule to begin: its id, the rest of its file's name, and its title in both languages."""

    id: str
    name: str
    title_id: str
    title_en: str

    @property
    def module(self) -> str:
        """The name of its module: ang21_nama_singkat."""
        return f"{self.id.replace('-', '').lower()}_{self.name}"

    @property
    def folder(self) -> str:
        """The folder of its group, where the other rules of the group are: anggaran."""
        (folder,) = {
            path.parent.name
            for path in (ROOT / RULES_FOLDER).glob(f"*/{self.module[:3]}[0-9][0-9]_*.py")
        }
        return folder


def scaffold(root: Path, rule: NewRule) -> list[Path]:
    """Write what a new rule needs under a root and return what was written, or raise
    `CannotScaffold`.
    """
    _refuse_what_cannot_be(root, rule)
    title = rule.title_en[0].lower() + rule.title_en[1:]
    files = {
        RULES_FOLDER / rule.folder / f"{rule.module}.py": _filled(RULE, rule, title),
        Path("tests") / RULES_FOLDER / rule.folder / f"test_{rule.module}.py": _filled(
            TESTS, rule, title
        ),
        CATALOGUE: _registered((root / CATALOGUE).read_text("utf-8"), rule),
        SCHEMA: _listed((root / SCHEMA).read_text("utf-8"), rule),
    }
    for path, text in files.items():
        (root / path).write_text(text, "utf-8")
    return list(files)


def _refuse_what_cannot_be(root: Path, rule: NewRule) -> None:
    groups = sorted({known.id[:3] for known in RULES})
    if not re.fullmatch(r"[A-Z]{3}-\d\d", rule.id) or rule.id[:3] not in groups:
        raise CannotScaffold(
            f"{rule.id} is no id of a rule: a group ({', '.join(groups)}), a hyphen and two digits"
        )
    if not re.fullmatch(r"[a-z]+(?:_[a-z]+)*", rule.name):
        raise CannotScaffold(
            f"{rule.name} is no name of a file: small letters, words parted by underscores"
        )
    if list((root / RULES_FOLDER).rglob(f"{rule.module.partition('_')[0]}_*.py")):
        raise CannotScaffold(f"{rule.id} is there already")
    if rule.id in {one.id for one in UNCHECKED_RULES}:
        raise CannotScaffold(
            f"{rule.id} is listed in validate/unchecked_rules.py as not checked: take it out first"
        )


def _filled(template: str, rule: NewRule, title: str) -> str:
    given = {"id": rule.id, "module": rule.module, "folder": rule.folder, "title": title}
    text = template
    for name, value in (given | {"title_id": rule.title_id, "title_en": rule.title_en}).items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _registered(catalogue: str, rule: NewRule) -> str:
    """Return the catalogue with the rule imported and in its tuple, behind the rule before it."""
    before, imported, after = catalogue.partition(f"from validate.rules.{rule.folder} import (\n")
    names, _, after = after.partition(")\n")
    modules = sorted([*re.findall(r"^    (\w+),$", names, re.MULTILINE), rule.module])
    catalogue = (
        before + imported + "".join(f"    {module},\n" for module in modules) + ")\n" + after
    )
    registered = re.findall(r"^    (\w+)\.RULE,$", catalogue, re.MULTILINE)
    at = _place(
        [module[:3].upper() + module[3:5] for module in registered], rule.id.replace("-", "")
    )
    registered.insert(at, rule.module)
    head, _, _ = catalogue.partition("RULES: tuple[Rule, ...] = (\n")
    return (
        f"{head}RULES: tuple[Rule, ...] = (\n"
        + "".join(f"    {module}.RULE,\n" for module in registered)
        + ")\n"
    )


def _listed(schema: str, rule: NewRule) -> str:
    """Return the schema of a profile with the id among those that it may name."""
    told = json.loads(schema)
    ids = told["$defs"]["rule"]["enum"]
    ids.insert(_place(ids, rule.id), rule.id)
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _place(ids: Sequence[str], new: str) -> int:
    """Return where an id goes: behind those of its group that come before it."""
    group = [at for at, one in enumerate(ids) if one[:3] == new[:3]]
    return max([at + 1 for at in group if ids[at] < new], default=group[0])


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Write the files of the rule that the command line names, and say what comes next."""
    parser = argparse.ArgumentParser(prog="make rule", description=__doc__)
    parser.add_argument("id", help="id of the rule: ANG-21")
    parser.add_argument(
        "--name",
        default="aturan_baru",
        help="Indonesian words for the name of its file: jumlah_desa",
    )
    parser.add_argument("--title-id", default="Aturan baru", help="title in Indonesian")
    parser.add_argument("--title-en", default="New rule", help="title in English")
    told = parser.parse_args(arguments)
    rule = NewRule(told.id.upper(), told.name, told.title_id, told.title_en)
    try:
        written = scaffold(root, rule)
    except CannotScaffold as why:
        print(why, file=sys.stderr)
        return 2
    print("\n".join(str(path) for path in written))
    print(NEXT.format(rule=written[0], tests=written[1]), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
