"""The result of a check as JUnit XML, which CI systems show: a document is a test case, drift is a
failure.
"""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from corpus.check import CheckResult
from corpus.wording import result_lines

# what XML 1.0 cannot hold, even escaped (section 2.2)
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return a text with a question mark in a box for each character that XML cannot hold."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def as_junit(
    suite: str, results: Sequence[CheckResult], lang: str, origin: Sequence[tuple[str, str]] = ()
) -> ElementTree.Element:
    """Return the results as a `testsuites` element; every difference is listed, however many there
    are.
    """
    counts = {
        "tests": str(len(results)),
        "failures": str(sum(not result.holds and not result.fault for result in results)),
        "errors": str(sum(bool(result.fault) for result in results)),
        "time": f"{sum(result.seconds for result in results):.3f}",
    }
    root = ElementTree.Element("testsuites", counts)
    group = ElementTree.SubElement(root, "testsuite", {"name": suite, **counts})
    _say(group, origin)
    for result in results:
        group.append(_case(suite, result, lang))
    return root


def _case(suite: str, result: CheckResult, lang: str) -> ElementTree.Element:
    case = ElementTree.Element(
        "testcase", {"classname": suite, "name": result.entry.name, "time": f"{result.seconds:.3f}"}
    )
    if result.now and not result.now.broken:
        _say(case, [("SHA-256", str(result.now.document["sha256"]))])
    if not result.holds:
        lines = list(result_lines(result, lang, most=len(result.differences)))
        failure = ElementTree.SubElement(case, "error" if result.fault else "failure")
        failure.set("message", xml_text(lines[0]))
        failure.text = xml_text("\n".join(lines))
    return case


def _say(element: ElementTree.Element, facts: Sequence[tuple[str, str]]) -> None:
    """Add facts, each with its name, as the properties of a suite or a case."""
    if facts:
        properties = ElementTree.SubElement(element, "properties")
        for name, fact in facts:
            ElementTree.SubElement(properties, "property", {"name": name, "value": xml_text(fact)})
