# Everything here makes its own virtual environments; nothing outside the folder is touched, but that `make
# test` installs the browser of its tests where there is none.
PYTHON ?= python3.11
BIN := .venv/bin
GOLD ?= ../shared/gold/pages.parquet
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test browser engines screenshots soak bench train lint setup clean

setup: .venv/.ready  ## make the virtual environment and install what the lock names

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

demo: setup  ## read the example pages and show the records; keep them in an archive and search it
	$(BIN)/kliping read examples --format table --why
	rm -f demo.kliping
	$(BIN)/kliping add examples --archive demo.kliping
	$(BIN)/kliping search 'ferry OR bakau OR 灯台' --archive demo.kliping

lint: setup
	$(BIN)/ruff check src tests bench train docs
	$(BIN)/ruff format --check src tests bench train docs
	$(BIN)/mypy

browser:  ## the browser that the desk is tested in: Debian's, where it is missing and apt may install it
	tests/tools/apt.sh chromium chromium

screenshots: setup browser  ## docs/desk/*.png, made of the example pages
	$(BIN)/python docs/desk/screenshots.py

.venv-engines/.ready: tests/engines/requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear .venv-engines
	.venv-engines/bin/python -m pip install --quiet --require-hashes --requirement tests/engines/requirements.lock
	.venv-engines/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

engines: .venv-engines/.ready  ## the tests of Ray, Spark, datatrove and Scrapy, each the real one
	tests/tools/apt.sh java default-jre-headless
	.venv-engines/bin/python -m pytest -q -o filterwarnings=default tests/engines

test: lint browser engines  ## every check and every test; pytest's summary is the last line
	$(BIN)/python -m pytest -q -n 2

soak: setup  ## half an hour of mutated pages over two processes
	$(BIN)/python -m tests.soak.fuzz --minutes 30 --processes 2

.venv-bench/.ready: bench/requirements.lock
	$(PYTHON) -m venv --clear .venv-bench
	.venv-bench/bin/python -m pip install --quiet --require-hashes --no-deps --requirement bench/requirements.lock
	touch $@

bench: .venv-bench/.ready  ## accuracy and speed beside the peers, on GOLD
	PYTHONPATH=src .venv-bench/bin/python -m bench $(GOLD)

.venv-train/.ready: train/requirements.txt
	$(PYTHON) -m venv --clear .venv-train
	.venv-train/bin/python -m pip install --quiet --requirement train/requirements.txt
	touch $@

train: .venv-train/.ready  ## a judge for each fold and one on all of GOLD, into train/out
	PYTHONPATH=src:. OMP_NUM_THREADS=1 .venv-train/bin/python -m train $(GOLD) train/out
	PYTHONPATH=src:. OMP_NUM_THREADS=1 .venv-train/bin/python -m train.flat $(GOLD) train/out

clean:
	rm -rf demo.kliping* .venv .venv-bench .venv-engines .venv-train .mypy_cache .ruff_cache .pytest_cache
