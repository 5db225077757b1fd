"""The keys of a profile: what each means, what it may be set to, and what it changes.

One table gives them to the reader of a profile, its template, its documentation and its display.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple, TypeVar

from extract.patterns import regex
from extract.text.similarity import nearest
from normalize.reference.nomenclature import Decree
from normalize.reference.region_settings import Deadline, Efficiency, Grade, LessIsBetter, Rounding
from normalize.values.periods import PeriodKind
from validate.catalogue import RULES
from validate.diagnosis.severity_scale import DEFAULT_SCALE
from validate.findings import Message, Severity
from validate.profile.profile import Profile

SettingChoice = TypeVar("SettingChoice")


class InvalidSetting(Exception):
    """A value that a key cannot be set to: `said` states what it may be."""

    def __init__(self, said: Message):
        super().__init__(said.en)
        self.said = said


class ProfileKey(NamedTuple):
    """A key of a profile: its section and name, what it means, what it may be, how it is written
    and what it sets.

    `put` returns the profile with the value set, or raises `InvalidSetting`; `shown` returns what
    is set as a profile writes it, None where it is not.
    """

    section: str
    name: str
    means: Message
    accepts: Message
    example: str
    put: Callable[[Profile, object], Profile]
    shown: Callable[[Profile], str | None]

    @property
    def path(self) -> str:
        """The key as one says it: `[capaian] batas`."""
        return f"[{self.section}] {self.name}"


# How values are read ------------------------------------------------------------------------------


def _one_of(value: object, choices: Mapping[str, SettingChoice]) -> SettingChoice:
    named = {name.casefold(): choice for name, choice in choices.items()}
    found = named.get(value.casefold()) if isinstance(value, str) else None
    if found is None:
        known = ", ".join(f'"{name}"' for name in choices)
        raise InvalidSetting(Message(f"harus salah satu dari: {known}", f"must be one of: {known}"))
    return found


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidSetting(Message("harus teks dalam tanda kutip", "must be a text in quotes"))
    return value.strip()


def _number(value: object) -> Decimal | None:
    """Return a whole or decimal number, None for anything else; TOML's true is no number."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value)


def _rule(id: object) -> str:
    """Return the id of a rule, or raise with the nearest one."""
    known = [rule.id for rule in RULES]
    if isinstance(id, str) and id.upper() in known:
        return id.upper()
    nearest = near(str(id).upper(), known)
    raise InvalidSetting(
        Message(
            f"tidak ada aturan {id}"
            + (f"; maksud Anda {nearest}?" if nearest else "; lihat: lkj rules"),
            f"there is no rule {id}"
            + (f"; did you mean {nearest}?" if nearest else "; see: lkj rules"),
        )
    )


def near(name: str, known: list[str]) -> str | None:
    """Return the known name that one probably meant, None where none is like it.

    >>> near("bats", ["batas", "rumus_turun"])
    'batas'
    >>> near("warna", ["batas", "rumus_turun"])
    """
    return nearest(name, known, 60)


# The keys -----------------------------------------------------------------------------------------

_SEVERITIES = {
    **dict(zip(("info", "minor", "mayor", "kritis"), Severity, strict=True)),
    **{severity.value: severity for severity in Severity},
}
_SCALES = {
    name: Decimal(1000) ** power
    for power, name in enumerate(("rupiah", "ribuan", "jutaan", "miliar"))
}
_NO_CAP = "tanpa"
_DEADLINE = regex(
    r"(?:(?P<months>\d{1,2})\s*bulan)?\s*(?:(?P<days>\d{1,3})\s*hari)?", re.IGNORECASE
)


def _put_off(profile: Profile, value: object) -> Profile:
    if not isinstance(value, list):
        raise InvalidSetting(
            Message(
                'harus daftar id aturan: ["STR-20"]', 'must be a list of ids of rules: ["STR-20"]'
            )
        )
    return replace(profile, off=frozenset(map(_rule, value)))


def _put_severities(profile: Profile, value: object) -> Profile:
    if not isinstance(value, dict):
        raise InvalidSetting(
            Message(
                'harus berisi baris seperti ANG-07 = "info"',
                'must hold lines such as ANG-07 = "info"',
            )
        )
    return replace(
        profile, severities={_rule(id): _severity(id, weight) for id, weight in value.items()}
    )


def _severity(id: str, weight: object) -> Severity:
    try:
        return _one_of(weight, _SEVERITIES)
    except InvalidSetting as unfit:
        raise InvalidSetting(Message(f"{id} {unfit.said.id}", f"{id} {unfit.said.en}")) from unfit


def _put_threshold(name: str) -> Callable[[Profile, object], Profile]:
    def put(profile: Profile, value: object) -> Profile:
        threshold = _number(value)
        if threshold is None or threshold <= 0:
            raise InvalidSetting(_THRESHOLD)
        return _with_scale(profile, name, threshold)

    return put


def _put_repetitions(profile: Profile, value: object) -> Profile:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InvalidSetting(
            Message("harus bilangan bulat mulai dari 1", "must be a whole number from 1")
        )
    return _with_scale(profile, "repetitions", value)


def _with_scale(profile: Profile, name: str, value: object) -> Profile:
    changed: dict[str, Any] = {name: value}
    return replace(profile, severity_scale=replace(profile.severity_scale, **changed))


def _shown_threshold(name: str) -> Callable[[Profile], str | None]:
    def shown(profile: Profile) -> str | None:
        value, usual = getattr(profile.severity_scale, name), getattr(DEFAULT_SCALE, name)
        return (
            None if value == usual else f"{value:f}" if isinstance(value, Decimal) else str(value)
        )

    return shown


_THRESHOLD = Message("harus angka di atas nol (misalnya 0.5)", "must be a number above zero")


def _put_cap(profile: Profile, value: object) -> Profile:
    cap = Decimal("Infinity") if value == _NO_CAP else _number(value)
    if cap is None or cap <= 0:
        raise InvalidSetting(
            Message(
                'harus angka di atas nol (misalnya 120), atau "tanpa"',
                'must be a number above zero, or "tanpa"',
            )
        )
    return replace(profile, settings=replace(profile.settings, cap=cap))


def _put_less_is_better(profile: Profile, value: object) -> Profile:
    form = _one_of(value, {form.value: form for form in LessIsBetter})
    return replace(profile, settings=replace(profile.settings, less_is_better=form))


def _put_scale(profile: Profile, value: object) -> Profile:
    return replace(profile, settings=replace(profile.settings, scale=_one_of(value, _SCALES)))


def _put_rounding(profile: Profile, value: object) -> Profile:
    rounding = _one_of(value, {rounding.value: rounding for rounding in Rounding})
    return replace(profile, settings=replace(profile.settings, rounding=rounding))


def _put_efficiency(profile: Profile, value: object) -> Profile:
    form = _one_of(value, {form.value: form for form in Efficiency})
    return replace(profile, settings=replace(profile.settings, efficiency=form))


def _put_deadline(kind: PeriodKind) -> Callable[[Profile, object], Profile]:
    def put(profile: Profile, value: object) -> Profile:
        found = _DEADLINE.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None or not found[0]:
            raise InvalidSetting(
                Message(
                    'harus seperti "2 bulan", "15 hari" atau "1 bulan 10 hari"',
                    'must be like "2 bulan" (months), "15 hari" (days) or "1 bulan 10 hari"',
                )
            )
        deadline = Deadline(int(found["months"] or 0), int(found["days"] or 0))
        others = [
            (known, other) for known, other in profile.settings.deadlines if known is not kind
        ]
        deadlines = (*others, (kind, deadline))
        return replace(profile, settings=replace(profile.settings, deadlines=deadlines))

    return put


def _put_decree(profile: Profile, value: object) -> Profile:
    found = next((decree for decree in Decree if decree.year == value), None)
    if found is None:
        listed = ", ".join(f"{decree.year} ({decree.value})" for decree in Decree)
        raise InvalidSetting(
            Message(f"harus salah satu dari: {listed}", f"must be one of: {listed}")
        )
    return replace(profile, settings=replace(profile.settings, decree=found))


def _put_grades(profile: Profile, value: object) -> Profile:
    grades = [_grade(entry) for entry in value] if isinstance(value, list) else []
    if not grades or len({grade.low for grade in grades}) < len(grades):
        raise InvalidSetting(_GRADES)
    grades.sort(key=lambda grade: grade.low, reverse=True)
    return replace(profile, settings=replace(profile.settings, grades=tuple(grades)))


def _grade(entry: object) -> Grade:
    if not isinstance(entry, dict) or entry.keys() != {"mulai", "nama"}:
        raise InvalidSetting(_GRADES)
    low, name = _number(entry["mulai"]), entry["nama"]
    if low is None or not isinstance(name, str) or not name.strip():
        raise InvalidSetting(_GRADES)
    return Grade(low, name.strip())


_GRADES = Message(
    "harus daftar batas bawah dan nama, masing-masing satu kali: { mulai = 91, nama = "
    '"Sangat Tinggi" }',
    'must list lower bounds and names, each bound once: { mulai = 91, nama = "Sangat Tinggi" }',
)


def _quoted(text: str | None) -> str | None:
    return None if text is None else f'"{text}"'


def _shown_value(choice: Enum | None) -> str | None:
    return None if choice is None else f'"{choice.value}"'


def _shown_off(profile: Profile) -> str | None:
    return "[" + ", ".join(f'"{id}"' for id in sorted(profile.off)) + "]" if profile.off else None


def _shown_severities(profile: Profile) -> str | None:
    words = {severity: word for word, severity in reversed(_SEVERITIES.items())}
    lines = [f'{id} = "{words[severity]}"' for id, severity in sorted(profile.severities.items())]
    return "{ " + ", ".join(lines) + " }" if lines else None


def _shown_cap(profile: Profile) -> str | None:
    cap = profile.settings.cap
    return (
        _quoted(_NO_CAP)
        if cap is not None and cap.is_infinite()
        else (f"{cap:f}" if cap is not None else None)
    )


def _shown_scale(profile: Profile) -> str | None:
    return _quoted(scale_name(profile.settings.scale))


def scale_name(scale: Decimal | None) -> str | None:
    """Return what amounts are counted in as a profile names it: "ribuan" for 1000."""
    return next((name for name, factor in _SCALES.items() if scale == factor), None)


def _shown_deadline(kind: PeriodKind) -> Callable[[Profile], str | None]:
    def shown(profile: Profile) -> str | None:
        if (deadline := profile.settings.deadline(kind)) is None:
            return None
        parts = [f"{deadline.months} bulan"] * bool(deadline.months) + [
            f"{deadline.days} hari"
        ] * bool(deadline.days)
        return _quoted(" ".join(parts or ["0 hari"]))

    return shown


def _shown_decree(profile: Profile) -> str | None:
    decree = profile.settings.decree
    return None if decree is None else str(decree.year)


def _shown_grades(profile: Profile) -> str | None:
    lines = [
        f'{{ mulai = {grade.low:f}, nama = "{grade.name}" }}' for grade in profile.settings.grades
    ]
    return "[" + ", ".join(lines) + "]" if lines else None


def _deadline_key(name: str, kind: PeriodKind, example: str, period: Message) -> ProfileKey:
    return ProfileKey(
        "tenggat",
        name,
        Message(
            f"Batas penandatanganan laporan {period.id}, dihitung dari akhir periodenya (TGL-04).",
            f"How long after its end the report of {period.en} may be signed (TGL-04).",
        ),
        Message('"2 bulan", "15 hari", "1 bulan 10 hari"', '"2 bulan" (months), "15 hari" (days)'),
        example,
        _put_deadline(kind),
        _shown_deadline(kind),
    )


def _threshold_key(name: str, field: str, example: str, means: Message) -> ProfileKey:
    accepts = Message("angka di atas nol", "a number above zero")
    return ProfileKey(
        "tingkat", name, means, accepts, example, _put_threshold(field), _shown_threshold(field)
    )


KEYS: tuple[ProfileKey, ...] = (
    ProfileKey(
        "daerah",
        "nama",
        Message("Nama daerah; hanya ditampilkan.", "The name of the region; only shown."),
        Message("teks", "a text"),
        '"Kabupaten Lumajang"',
        lambda profile, value: replace(profile, region=_text(value)),
        lambda profile: _quoted(profile.region),
    ),
    ProfileKey(
        "aturan",
        "mati",
        Message(
            "Aturan yang tidak dijalankan; daftar: lkj rules.",
            "Rules that are switched off; see: lkj rules.",
        ),
        Message("daftar id", "a list of ids"),
        '["ANK-05", "KOD-02"]',
        _put_off,
        _shown_off,
    ),
    ProfileKey(
        "aturan",
        "tingkat",
        Message(
            "Tingkat semua temuan suatu aturan; yang mungkin salah baca tidak pernah kritis.",
            "The severity of all findings of a rule; what may be a misreading is never critical.",
        ),
        Message(
            'id = "info", "minor", "mayor" atau "kritis"',
            'id = "info", "minor", "mayor" or "kritis"',
        ),
        '{ ANG-07 = "info", TGL-02 = "mayor" }',
        _put_severities,
        _shown_severities,
    ),
    _threshold_key(
        "kritis_jumlah",
        "critical_total",
        "2",
        Message(
            "Selisih jumlah atau program yang menjadi kritis, dalam persen dari yang seharusnya.",
            "From how many per cent of the expected value on a wrong total or program is critical.",
        ),
    ),
    _threshold_key(
        "mayor_jumlah",
        "major_amount",
        "0.1",
        Message(
            "Selisih angka lain yang menjadi mayor, dalam persen dari yang seharusnya.",
            "From how many per cent of the expected value on any other number is major.",
        ),
    ),
    _threshold_key(
        "mayor_poin",
        "major_points",
        "0.5",
        Message(
            "Selisih persentase yang menjadi mayor, dalam poin persentase.",
            "From how many percentage points on a wrong percentage is major.",
        ),
    ),
    ProfileKey(
        "tingkat",
        "pengulangan",
        Message(
            "Berapa tempat lain yang mengulangi suatu angka keliru menaikkannya satu tingkat.",
            "How many further places that repeat a wrong number raise its severity by one.",
        ),
        Message("bilangan bulat mulai dari 1", "a whole number from 1"),
        "3",
        _put_repetitions,
        _shown_threshold("repetitions"),
    ),
    ProfileKey(
        "capaian",
        "batas",
        Message(
            "Capaian tertinggi yang ditulis; di atasnya dipotong menjadi angka ini (CAP-01).",
            "The highest capaian that is printed; what is above is cut to it (CAP-01).",
        ),
        Message('angka, atau "tanpa"', 'a number, or "tanpa" (none)'),
        "120",
        _put_cap,
        _shown_cap,
    ),
    ProfileKey(
        "capaian",
        "rumus_turun",
        Message(
            "Rumus indikator yang makin rendah makin baik: (2T − R) / T atau T / R (CAP-01).",
            "The formula for indicators of which less is better: (2T − R) / T or T / R (CAP-01).",
        ),
        Message('"2T-R" atau "T/R"', '"2T-R" or "T/R"'),
        '"2T-R"',
        _put_less_is_better,
        lambda profile: _shown_value(profile.settings.less_is_better),
    ),
    ProfileKey(
        "angka",
        "skala",
        Message(
            "Satuan jumlah uang bila kepala tabel tidak menyebutnya.",
            "What amounts of money are counted in where the header of a table does not say.",
        ),
        Message(
            '"rupiah", "ribuan", "jutaan" atau "miliar"', '"rupiah", "ribuan", "jutaan" or "miliar"'
        ),
        '"ribuan"',
        _put_scale,
        _shown_scale,
    ),
    ProfileKey(
        "angka",
        "pembulatan",
        Message(
            'Cara membulatkan; dengan "dipotong" angka yang dipotong bukan temuan.',
            'How numbers are rounded; with "dipotong" (cut) a number that was cut off is no '
            "finding.",
        ),
        Message('"dibulatkan" atau "dipotong"', '"dibulatkan" (rounded) or "dipotong" (cut)'),
        '"dipotong"',
        _put_rounding,
        lambda profile: _shown_value(profile.settings.rounding),
    ),
    ProfileKey(
        "efisiensi",
        "rumus",
        Message(
            "Rumus efisiensi bila kepala kolom tidak menyebutnya (EFI-01).",
            "The formula of efficiency where the header of the column prints none (EFI-01).",
        ),
        Message(
            '"selisih" (capaian − serapan), "rasio" (capaian ÷ serapan) atau "1-RA/PA" (100 '
            "− serapan)",
            '"selisih" (capaian − serapan), "rasio" (capaian ÷ serapan) or "1-RA/PA" (100 − '
            "serapan)",
        ),
        '"selisih"',
        _put_efficiency,
        lambda profile: _shown_value(profile.settings.efficiency),
    ),
    _deadline_key("tahunan", PeriodKind.TAHUN, '"2 bulan"', Message("tahunan", "a year")),
    _deadline_key("semester", PeriodKind.SEMESTER, '"1 bulan"', Message("semester", "a semester")),
    _deadline_key("triwulan", PeriodKind.TRIWULAN, '"15 hari"', Message("triwulan", "a quarter")),
    _deadline_key("bulanan", PeriodKind.BULAN, '"10 hari"', Message("bulanan", "a month")),
    ProfileKey(
        "kode",
        "daftar",
        Message(
            "Tahun keputusan yang daftar kodenya dipakai (KOD-01, KOD-03).",
            "The year of the decree whose list of codes is in use (KOD-01, KOD-03).",
        ),
        Message(
            "2019, 2020, 2021, 2023, 2024, 2025 atau 2026",
            "2019, 2020, 2021, 2023, 2024, 2025 or 2026",
        ),
        "2023",
        _put_decree,
        _shown_decree,
    ),
    ProfileKey(
        "predikat",
        "skala",
        Message(
            "Skala predikat: batas bawah dan namanya, masing-masing satu kali.",
            "The scale of predicates: each lower bound and its name.",
        ),
        Message("daftar { mulai, nama }", "a list of { mulai, nama }"),
        '[{ mulai = 91, nama = "Sangat Tinggi" }, { mulai = 76, nama = "Tinggi" }, { mulai = '
        '0, nama = "Rendah" }]',
        _put_grades,
        _shown_grades,
    ),
)
