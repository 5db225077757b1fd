"""The result of a check as JUnit XML, which CI systems show: a document is a test case, drift is a failure."""

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from corpus.check import Result
from corpus.wording import result_lines

# What XML 1.0 cannot hold, even escaped (section 2.2)
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(path: Path, suite: str, results: Sequence[Result], lang: str) -> None:
    """Write the results, in the order given."""
    ElementTree.ElementTree(as_junit(suite, results, lang)).write(path, encoding="utf-8", xml_declaration=True)


def as_junit(suite: str, results: Sequence[Result], lang: str) -> ElementTree.Element:
    """Return the results as a `testsuites` element; every difference is listed, however many there are."""
    counts = {
        "tests": str(len(results)),
        "failures": str(sum(not result.holds and not result.fault for result in results)),
        "errors": str(sum(bool(result.fault) for result in results)),
        "time": f"{sum(result.seconds for result in results):.3f}",
    }
    root = ElementTree.Element("testsuites", counts)
    group = ElementTree.SubElement(root, "testsuite", {"name": suite, **counts})
    for result in results:
        group.append(_case(suite, result, lang))
    return root


def _case(suite: str, result: Result, lang: str) -> ElementTree.Element:
    case = ElementTree.Element(
        "testcase", {"classname": suite, "name": result.entry.name, "time": f"{result.seconds:.3f}"}
    )
    if not result.holds:
        lines = list(result_lines(result, lang, most=len(result.differences)))
        failure = ElementTree.SubElement(case, "error" if result.fault else "failure")
        failure.set("message", _UNWRITABLE.sub("�", lines[0]))
        failure.text = _UNWRITABLE.sub("�", "\n".join(lines))
    return case
