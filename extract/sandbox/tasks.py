"""Tasks: functions that may run in a sandbox, by name, with the types of what goes in and what
comes out.

The types are the schemas: what a sandbox sends is decoded into them or refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar

A = TypeVar("A")
P = TypeVar("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Task(Generic[A, P, R]):
    """A function `module:name` that takes arguments and a sender of progress, and returns a result.

    Its module lists it in `TASKS`: nothing else can be run by name.
    """

    function: str
    arguments: type[A]
    progress: type[P]
    result: type[R]

    def implementation(self) -> Callable[[A, Callable[[P], None]], R]:
        """Return the function, which loads its module."""
        module, name = _module_of(self.function)
        if self not in module.TASKS:
            raise UnknownTask(self.function)
        function: Callable[[A, Callable[[P], None]], R] = getattr(module, name)
        return function


class UnknownTask(LookupError):
    """A function was named that no module lists as a task."""


def find_task(function: str) -> Task[Any, Any, Any]:
    """Return the task of a function `module:name`."""
    module, _ = _module_of(function)
    tasks: tuple[Task[Any, Any, Any], ...] = getattr(module, "TASKS", ())
    for task in tasks:
        if task.function == function:
            return task
    raise UnknownTask(function)


def _module_of(function: str) -> tuple[Any, str]:
    module, _, name = function.partition(":")
    return import_module(module), name
