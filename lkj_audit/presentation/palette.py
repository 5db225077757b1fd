"""The colours of the severities, the same in every output: apart in hue and lightness, so that all
eyes distinguish them.
"""

from validate.findings import Severity

# of lines, and of areas under white text
COLOUR = {
    Severity.CRITICAL: "#8f0d2b",
    Severity.MAJOR: "#c2500a",
    Severity.MINOR: "#0b63a5",
    Severity.INFO: "#59636e",
}
# of areas under dark text
FILL = {
    Severity.CRITICAL: "#f4b6b0",
    Severity.MAJOR: "#f9d2b0",
    Severity.MINOR: "#cfe2f3",
    Severity.INFO: "#e6e9ec",
}


def parts(colour: str) -> tuple[float, float, float]:
    """Return the red, green and blue of a colour, each of 1.

    >>> parts("#ff0033")
    (1.0, 0.0, 0.2)
    """
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
