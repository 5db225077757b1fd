"""From violated relations to findings: root causes (`root_causes.py`), repairs, severity, texts."""
