"""Who is at work: the name that is beside decisions and deletions."""

import getpass


def person_name(given: str | None = None) -> str:
    """Return the name that was given, else that of the user of this machine; empty where it has
    none.
    """
    if given and given.strip():
        return given.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process of a user without a name, in a container
        return ""
