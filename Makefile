# Everything here makes its own virtual environment; nothing outside the folder is touched.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test soak lint clean setup

setup: $(VENV)/.ready  ## make the virtual environment and install what the lock names

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

demo: setup  ## read the example pages and show the records
	$(BIN)/kliping read examples --format table --why

lint: setup
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy

test: lint  ## every check and every test; pytest's summary is the last line
	$(BIN)/python -m pytest -q -n 2

soak: setup  ## half an hour of mutated pages over two processes
	$(BIN)/python -m tests.soak.fuzz --minutes 30 --processes 2

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
