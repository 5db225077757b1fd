# The environment is a build product: every target makes what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := corpus/documents/klakah-tw4-2024.pdf
STAGES := extract normalize validate corpus lkj_audit
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help demo test coverage lint check rule rule-docs docs bench bench-archive corpus measures first-sight readers speed verdicts scans fuzz mutate lock bundle check-bundle clean

help:
	@echo 'make demo    audit $(DEMO)'
	@echo 'make test    run every test, on all processors (WORKERS=1: one after the other)'
	@echo 'make check   format, lint, types, tests, and how much of the program they run'
	@echo 'make coverage  run every test and fail where they run too little of the program'
	@echo 'make rule    begin a new rule: ID=ANG-21 NAME=nama_singkat TITLE_ID=... TITLE_EN=... (CONTRIBUTING.md says how)'
	@echo 'make rule-docs  write docs/aturan.md, docs/rules.md and docs/texts.po again, after a rule has changed'
	@echo 'make docs    rule-docs, the README sample and the pictures again (needs Chromium, LibreOffice Calc and Writer)'
	@echo 'make bench   measure against pdfplumber, camelot and bare PDFium, on scans rapidocr and Tesseract (LONG=path adds a document, REPORTS=folder one)'
	@echo 'make bench-archive  measure the archive: cost, memory, size, kills, questions (DOCUMENTS=1000 KILLS=50)'
	@echo 'make corpus  print the invented documents again (needs LibreOffice Writer and Calc, Chromium, Liberation fonts 2)'
	@echo 'make measures  write docs/measures.md again: what we read and find in our own corpus; then first-sight'
	@echo 'make first-sight read forty documents that nobody has seen, and keep what was read (SEED=2 instead of chance)'
	@echo 'make readers count again which cells we, pdfplumber and camelot read exactly (some minutes)'
	@echo 'make speed   count again what reading real reports and heavy pages costs, side by side (some minutes)'
	@echo 'make verdicts which grave findings on real reports are true, and what is missed (REPORTS=folders)'
	@echo 'make scans   scan documents of the corpus, read them by OCR and leave the figures in docs/scans.json'
	@echo 'make fuzz    audit hostile files for MINUTES (10); what fails is left in tests/regressions'
	@echo 'make mutate  change numbers of clean reports in ten ways, and many sums at once, and tell what is found (SHARE=0.1 tries a tenth, SEED=2 others)'
	@echo 'make lock    pin the newest versions in requirements.txt and requirements-dev.txt'
	@echo 'make bundle  write out/lkj-audit-luring.zip: wheels for Linux and Windows, and scripts that install them offline'
	@echo 'make check-bundle  the Linux half of it, installed and tried in an empty environment without network'
	@echo 'make clean   remove everything that make made'

demo: $(VENV)/runtime
	@mkdir -p out
	@$(BIN)/lkj audit $(DEMO) --json out/klakah-tw4-2024.json

# a worker that runs out of tests takes some of another's
PYTEST = $(BIN)/pytest -n $(or $(WORKERS),auto) --dist worksteal

test: $(VENV)/dev
	$(PYTEST) $(if $(COVERAGE),--cov --cov-report=term:skip-covered)

# the same tests; pyproject.toml says how much of the program they must run
coverage:
	$(MAKE) test COVERAGE=1

lint: $(VENV)/dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint coverage

rule: $(VENV)/dev
	@$(BIN)/python -m tools.scaffold_rule $(ID) $(if $(NAME),--name '$(NAME)') $(if $(TITLE_ID),--title-id '$(TITLE_ID)') $(if $(TITLE_EN),--title-en '$(TITLE_EN)')

rule-docs: $(VENV)/dev
	$(BIN)/python -m tools.documentation.rules_po
	$(BIN)/python setup.py -q build_messages --inplace
	$(BIN)/python -m tools.documentation.texts_po
	$(BIN)/lkj rules --all > docs/aturan.md
	$(BIN)/lkj --lang en rules --all > docs/rules.md

docs: rule-docs
	$(BIN)/python -m tools.documentation.screenshot $(DEMO) docs/terminal.svg
	$(BIN)/python -m tools.documentation.readme_sample $(DEMO) README.md
	$(BIN)/python -m tools.documentation.page_screenshot $(DEMO) docs/laporan.png
	$(BIN)/python -m tools.documentation.output_pictures $(DEMO) docs

bench: $(VENV)/dev
	$(COMPILE)
	$(BIN)/python -m bench.bench $(DEMO) $(or $(LONG),../shared/samples/klakah/long.pdf) $(or $(REPORTS),../shared/samples/real)
	$(BIN)/python -m bench.bulk corpus/documents
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.scans $(SCANNED)
	$(BIN)/python -m bench.outputs $(OUTPUTS)

# KEEP=docs/archive.json keeps what was measured
bench-archive: $(VENV)/dev
	$(COMPILE)
	$(BIN)/python -m bench.archive $(or $(DOCUMENTS),1000) $(or $(KILLS),50) $(KEEP)

SCANNED = corpus/documents/bappeda-tahun-2024-writer-landscape-25.pdf

OUTPUTS = $(DEMO) $(wildcard ../shared/samples/klakah/long.pdf) $(addprefix corpus/documents/,bappeda-tahun-2024-writer-landscape-25.pdf kecamatan-tw4-2024-writer-rotated90-29.pdf)

corpus: $(VENV)/dev
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --editable '.[corpus]'
	$(BIN)/python -m tools.generator
	$(BIN)/python -m tools.first_sight.replicas

readers: $(VENV)/dev
	$(BIN)/python -m bench.cells $(or $(REPORTS),../shared/samples/real)

speed: $(VENV)/dev
	$(COMPILE)
	$(BIN)/python -m bench.speed $(or $(REPORTS),../shared/samples/real)

measures: $(VENV)/dev
	$(BIN)/lkj corpus check corpus/documents
	$(BIN)/python -m tools.evaluation.measures > docs/measures.md
	$(MAKE) first-sight

first-sight: $(VENV)/dev
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --editable '.[corpus]'
	$(BIN)/python -m tools.first_sight $(SEED)

verdicts: $(VENV)/dev
	$(BIN)/python -m tools.evaluation.verdicts $(or $(REPORTS),../shared/samples/real ../shared/samples/faults)

scans: $(VENV)/dev
	$(BIN)/python -m tools.evaluation.scans --missed

fuzz: $(VENV)/dev
	$(BIN)/python -m tools.fuzzing.fuzz $(or $(MINUTES),10) $(or $(SEED),1)

mutate: $(VENV)/dev
	$(BIN)/python -m tools.evaluation.mutate $(or $(SHARE),1) $(or $(SEED),1)

# pip compiles what it installs; what stands here would be compiled in its first run
COMPILE = @$(BIN)/python -m compileall -q $(STAGES)

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'lkj-audit needs Python 3.11 or newer: make PYTHON=python3.12' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime: requirements.txt pyproject.toml | $(BIN)/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(COMPILE)
	@touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@touch $@

bundle: $(VENV)/dev
	$(BIN)/python -m tools.bundle out/lkj-audit-luring.zip

check-bundle: $(VENV)/dev
	$(BIN)/python -m tools.bundle build/lkj-audit-luring.zip --platform linux --python $$($(BIN)/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
	$(BIN)/python -m tools.check_bundle build/lkj-audit-luring.zip

LOCK = CUSTOM_COMPILE_COMMAND='make lock' build/lock/bin/pip-compile --quiet --upgrade --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet --disable-pip-version-check pip-tools
	$(LOCK) --build-deps-for editable --output-file requirements.txt pyproject.toml
	$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

clean:
	rm -rf $(VENV) build out *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
