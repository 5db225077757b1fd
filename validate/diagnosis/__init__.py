"""From relations that fail to findings: root causes, repairs, severity, wording."""
