"""Indonesian texts hold no English words where Indonesian has its own, and one style of quotes."""

import re

from tools.documentation.texts import VALUE, TextPair, pairs

_WORDS = """
about above added after again all and any are as at because been before below between both but
by can cell cells change changed changes check checked column columns computed cost count
counted crash current deadline decide decided decision decisions default different document
documents done draft drafts during each efficiency empty entries entry error errors evidence
excerpt expected false feedback figure figures file files finding findings first for found from
had has have head header heading here how image images in input inputs into is issue it items
its job jobs kind last layout level limit limits line lines link list listed load loaded make
match matches matter matters missing name names new next no none nor not note notes null number
numbers of off offline old on online only opened option options or other out output outputs over
page pages path picture pictures previous printed quarter rating read reader reading reason
recomputed rejected removed reply report reports response restore retry review reviewed reviewer
rule ruled rules run running same save saved scan scanned scanner screenshot section see set
setting settings severity share should show shown some start stop such table tables task tasks
text than that the their them then there these they this those through timeout title titles to
too total true under unknown unread until up update upgrade upload used value values very
warning was were what when where which while who why will with without word words write written
wrong year years you your
"""
ENGLISH = frozenset(_WORDS.split())
# what a program or a form calls so: names of commands, options, values and products
ALLOWED = re.compile(
    r"\{[^{}]*\}|`[^`]*`|“[^”]*”|\"[^\"]*\"|\([a-z]+\)|\blkj(?: [a-z-]+)+|--?\w[\w-]*"
    r"|\S*[/=_.\[][^\s,;]*\w"
    r"|\b[A-Z]{2,}\b|\bdata/informasi\b|\blevel nasional|\bIn English\b|\bWord\b|\bNo\b|\bSet\b"
)
# values of options and keys of files, where a text explains them
NAMED = {
    "lkj_audit/ci/baseline.py": {"file", "reason"},
    "lkj_audit/cli/options/ocr_option.py": {"off", "all"},
    "corpus/entries.py": {"kind"},
}

PAIRS = tuple(pairs())


def english(pair: TextPair) -> set[str]:
    """Return the English words of the Indonesian text of a pair."""
    plain = ALLOWED.sub(" ", ALLOWED.sub(" ", pair.id.text))
    words = {word.lower() for word in re.findall(r"[A-Za-z]+", plain)}
    return (words & ENGLISH) - NAMED.get(str(pair.file), set())


def test_an_english_word_is_noticed() -> None:
    pair = next(pair for pair in PAIRS if pair.en.text == "The file is not a PDF.")
    assert english(pair) == set()
    assert english(pair._replace(id=pair.en)) >= {"the", "file", "is", "not"}


def test_indonesian_texts_hold_no_english_words() -> None:
    assert [
        f"{pair.file}:{pair.line}: {sorted(words)} in {pair.id.text!r}"
        for pair in PAIRS
        if (words := english(pair))
    ] == []


def test_what_is_quoted_stands_in_one_style_of_quotes() -> None:
    straight = [
        f"{pair.file}:{pair.line}: {pair.id.text!r}"
        for pair in PAIRS
        if re.search("[\"']§[\"']", VALUE.sub("§", pair.id.text))
    ]
    assert straight == []
