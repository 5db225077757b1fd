"""Findings as JUnit XML: a document is a suite, a finding a case of it."""

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from corpus.junit import xml_text
from lkj_audit.ci.records import ReportedDocument, ReportedFinding
from lkj_audit.presentation.language import Lang
from validate.findings import Severity


def audit_xml(
    documents: Iterable[ReportedDocument],
    threshold: Severity,
    origin: Sequence[tuple[str, str]],
    lang: Lang,
) -> bytes:
    """Return the report: a finding at or above `threshold` is a failure, one that is set aside is
    skipped.
    """
    root = ElementTree.Element("testsuites")
    suites = [_suite(document, threshold, origin, lang) for document in documents]
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in suites)))
    root.extend(suites)
    xml: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _suite(
    document: ReportedDocument, threshold: Severity, origin: Sequence[tuple[str, str]], lang: Lang
) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", {"name": document.path})
    properties = ElementTree.SubElement(suite, "properties")
    for name, value in (*origin, ("SHA-256", document.sha256)):
        ElementTree.SubElement(properties, "property", {"name": name, "value": xml_text(value)})
    opened = ElementTree.SubElement(
        suite,
        "testcase",
        {"classname": document.path, "name": lang.say("dokumen dapat diperiksa", "is audited")},
    )
    if document.problem:
        ElementTree.SubElement(opened, "error", {"message": xml_text(document.problem)})
    suite.extend(_case(document, finding, threshold) for finding in document.findings)
    counts = {
        "tests": 1 + len(document.findings),
        "failures": len(document.failing(threshold)),
        "errors": int(bool(document.problem)),
        "skipped": sum(finding.suppression is not None for finding in document.findings),
    }
    for key, count in counts.items():
        suite.set(key, str(count))
    return suite


def _case(
    document: ReportedDocument, finding: ReportedFinding, threshold: Severity
) -> ElementTree.Element:
    name = f"{finding.rule} · {finding.page} · {finding.where} · {finding.fingerprint}"
    case = ElementTree.Element("testcase", {"classname": document.path, "name": xml_text(name)})
    known_as = f"{finding.severity} · {finding.fingerprint}"
    text = xml_text(f"{finding.where}: {finding.sentence}\n{known_as}")
    if finding.suppression is not None:
        set_aside = f"{finding.suppression.reason} ({finding.suppression.date})"
        ElementTree.SubElement(case, "skipped", {"message": xml_text(set_aside)})
    elif finding.fails(threshold):
        failure = ElementTree.SubElement(
            case, "failure", {"message": xml_text(finding.sentence), "type": finding.rule}
        )
        failure.text = text
    else:
        ElementTree.SubElement(case, "system-out").text = text
    return case
