"""What each stage costs inside one fresh process, in milliseconds: `python -m bench.stages FILE`
prints JSON.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter

from bench.peers import pdfium_floor
from extract.document import read_document_here
from lkj_audit.main import spare_the_collector
from lkj_audit.outputs.json.report import as_line, audit_as_json
from normalize.interpret import interpret
from normalize.text.masking import masked
from validate.examine import examine

# so that loading it is not measured as reading
import_module("extract.pages.page_reader")


def stages(path: Path) -> dict[str, float]:
    """Return the milliseconds of PDFium's bare load and of each stage, and the number of pages."""
    spare_the_collector()
    pdfium_floor(path)
    times = [perf_counter()]
    pdfium_floor(path)
    times.append(perf_counter())
    document = read_document_here(path)
    times.append(perf_counter())
    report = interpret(document)
    times.append(perf_counter())
    audit = examine(report)
    times.append(perf_counter())
    as_line(audit_as_json(audit, masked))
    times.append(perf_counter())
    names = ("floor", "extract", "normalize", "validate", "write")
    spent = {
        name: 1000 * (end - start)
        for name, start, end in zip(names, times, times[1:], strict=False)
    }
    return {**spent, "pages": len(document.pages)}


if __name__ == "__main__":
    print(json.dumps(stages(Path(sys.argv[1]))))
