"""An indicator is worded in the report as in the perjanjian kinerja.

Only indicators whose names are the same but for spelling and little words are compared, in ruled
tables. One agreed indicator is one finding, however many tables word it otherwise.

Not claimed: anything about capitals, numbering, spacing or spelling; nor that indicators of quite
other names are one.

Breaks it:

    Perjanjian kinerja    Persentase desa yang menyusun dokumen tepat waktu
    Capaian kinerja       Persentase desa dalam menyusun dokumen tepat waktu

Looks alike, and does not:

    Perjanjian kinerja    Persentase desa yang menyusun dokumen tepat waktu
    Capaian kinerja       Presentase Desa yang menyusun dokumen tepat waktu
"""

from collections.abc import Iterator

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import EVERY_KIND, PLANS, Concern, Rule
from validate.structure.agreements import agreed_indicators, otherwise_worded
from validate.text.phrasing import differently_worded

WHAT = Message("indikator", "indicator")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every agreed indicator that the report words otherwise."""
    for promise in agreed_indicators(context):
        if found := otherwise_worded(promise, Role.INDIKATOR):
            agreed, spots = found
            yield differently_worded(WHAT, spots, agreed)


RULE = Rule(
    id="PKR-04",
    title=Message("Redaksi indikator", "Wording of an indicator"),
    fault=Message(
        "Redaksi indikator berbeda dari perjanjian kinerja",
        "An indicator is worded otherwise than in the perjanjian kinerja",
    ),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran III.III.4"),),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
