"""What the tests of several rules ANG read."""

from tests.audits import audit, budget, found, told

RIGHT = """
    7.01.02           | Program Penyelenggaraan | 4.430.000 | 3.930.000 | 500.000 | 88,71
    7.01.02.2.01      | Koordinasi              | 2.180.000 | 1.680.000 | 500.000 | 77,06
    7.01.02.2.01.0002 | Peningkatan             | 2.180.000 | 1.680.000 | 500.000 | 77,06
    7.01.02.2.04      | Pelimpahan              | 2.250.000 | 2.250.000 |       0 | 100
    7.01.02.2.04.0003 | Pelaksanaan             | 2.250.000 | 2.250.000 |       0 | 100
    JUMLAH            | <                       | 4.430.000 | 3.930.000 | 500.000 | 88,71
"""


def wrong(was: str, now: str) -> list[str]:
    """What is told when the first such text of the budget is printed differently."""
    assert was in RIGHT
    return told(found(audit(budget(RIGHT.replace(was, now, 1)))))


def row(text: str) -> list[str]:
    return told(found(audit(budget(text))))
