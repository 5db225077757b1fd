"""What several rules BKT have in common."""

from tests.validate.rules.of_bkt import ALL, annexed
from validate.audit_context import AuditContext
from validate.structure.annex_evidence import populations, sections


def test_the_villages_of_a_table_and_of_a_part_of_the_annex_are_read() -> None:
    context = AuditContext(annexed(*ALL))
    (population,) = populations(context)
    assert [village.spot.printed for village in population.villages] == [
        "KLAKAH",
        "MLAWANG",
        "TEGAL CIUT",
        "SERUNI",
        "DUREN",
    ]
    assert [village.spot.printed for village in sections(context)[-1].villages] == [
        name.removeprefix("Desa ") for name in ALL
    ]
