"""The colours of the severities: apart in hue and in lightness, so that the colour-blind tell them too."""

from validate.findings import Severity

COLOUR = {
    Severity.CRITICAL: "#8f0d2b",
    Severity.MAJOR: "#c2500a",
    Severity.MINOR: "#0b63a5",
    Severity.INFO: "#59636e",
}
