"""How other processes of ours are started, and where they find the program."""

import json
import sys
from typing import Any

from extract.sandbox.processes import search_path


def call_apart(module: str, asked: dict[str, Any]) -> list[str]:
    """Return the command that runs `main` of one of our modules, apart from what the user has in his environment."""
    program = f"import sys, json; sys.path[:] = json.loads(sys.argv[2]); from {module} import main; main(sys.argv[1])"
    return [sys.executable, "-I", "-S", "-c", program, json.dumps(asked), json.dumps(search_path())]
