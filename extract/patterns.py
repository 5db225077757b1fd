"""Regular expressions that are compiled when they are first used: an audit needs only some of those
that rules declare.

`regex` is used at the top of a module; an expression that a function makes of its arguments is
compiled as usual.
"""

import re
from typing import Any, AnyStr, cast

# Hyphen, figure, en, em and horizontal dash, minus: what stands for nothing in a column of numbers,
# or before a number.
DASHES = "-‐‒–—―−"

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")

_uncompiled: "list[_Uncompiled]" = []


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression with the methods of a compiled one; the first that is asked for
    compiles it.
    """
    made = _Uncompiled(source, flags)
    _uncompiled.append(made)
    return cast("re.Pattern[AnyStr]", made)


def compile_all() -> None:
    """Compile every pattern declared so far: for a process whose copies audit one document each."""
    for made in _uncompiled:
        if not made.is_compiled:
            made.compile()
    _uncompiled.clear()


class _Uncompiled:
    """A regular expression; once compiled, the methods of that are its own attributes, so that a
    call costs no more.
    """

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern, self.flags = source, flags

    @property
    def is_compiled(self) -> bool:
        return _METHODS[0] in self.__dict__

    def compile(self) -> None:
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update((name, getattr(compiled, name)) for name in _METHODS)

    def __getattr__(self, name: str) -> Any:
        """Return a method of the compiled expression: this is called only for what the object does
        not have yet.
        """
        if name not in _METHODS:
            raise AttributeError(name)
        self.compile()
        return self.__dict__[name]
