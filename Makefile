# Two commands do all set-up by themselves: make demo, make test.
VENV ?= .venv
BIN := $(VENV)/bin
SAMPLE := samples/lanzhou-daily
OUT ?= out

.PHONY: demo test check bench bench-compose contact-sheet fonts profiles goldens clean

demo: $(VENV)/.ready
	$(BIN)/banmian build $(SAMPLE) -o $(OUT)/demo
	@echo
	@echo "The plate-ready pages:  $(OUT)/demo/press/"
	@echo "The issue for readers:  $(OUT)/demo/screen/"
	@echo "Where everything stands: $(OUT)/demo/report.json"

test: $(VENV)/.ready
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/.ready
	$(BIN)/ruff check
	$(BIN)/mypy

bench: $(VENV)/.ready-bench
	$(BIN)/python -m benchmarks.bench
	$(BIN)/python -m benchmarks.warm
	$(BIN)/python -m benchmarks.warm --ink
	$(BIN)/python -m benchmarks.shapes

bench-compose: $(VENV)/.ready-bench
	$(BIN)/python -m benchmarks.compose
	$(BIN)/python -m benchmarks.compose --memory

contact-sheet: $(VENV)/.ready
	rm -rf build/spread
	$(BIN)/banmian init build/spread --paper 占位报 --layout broadsheet-spread --date 2026-11-23
	$(BIN)/banmian proof $(patsubst %/issue.toml,%,$(wildcard samples/*/issue.toml)) build/spread \
		--contact-sheet --columns 4 --width 1600 -o docs/contact-sheet.jpg

fonts: $(VENV)/.ready
	$(BIN)/python tools/build_fonts.py

profiles: $(VENV)/.ready
	$(BIN)/python tools/build_profile.py

goldens: $(VENV)/.ready
	BANMIAN_WRITE_GOLDENS=1 $(BIN)/python -m pytest -q tests/goldens

$(VENV)/.ready: pyproject.toml requirements-dev.lock tools/setup.sh
	sh tools/setup.sh $(VENV)
	touch $@

$(VENV)/.ready-bench: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet "typst>=0.13"
	touch $@

clean:
	rm -rf $(VENV) $(OUT) build dist *.egg-info render/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
