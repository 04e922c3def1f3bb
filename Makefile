# Each target sets up all it needs on a machine that has Python 3.11 or newer, with venv, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python -m

.PHONY: check test thorough lint prove repeat browser examples mutants trials drift-score bench contract schema package clean
PROOF := features/personalization/proof.json

check: $(VENV)/run.stamp  ## the main job: ask the reference every promise of the article
	$(BIN)/asadvertised check

test: lint $(VENV)/dev.stamp  ## everything that CI asks
	$(RUN) pytest tests -n 2 -m "not thorough"
	$(RUN) pytest steps -n 2 -q

thorough: $(VENV)/dev.stamp  ## what takes longer: the further cases of each kind, every page of the catalogue, kills by the hundred
	$(RUN) pytest tests -n 2 -m thorough

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(RUN) mypy
	$(BIN)/lint-imports --no-logo

prove: $(VENV)/dev.stamp  ## ask the suite to catch every violation, and write down what it caught
	$(BIN)/asadvertised prove --workers 2 --json $(PROOF)

repeat: $(VENV)/dev.stamp  ## ask the reference fifty times, each time in another order
	$(BIN)/asadvertised prove --repeats 50 --workers 2

browser: $(VENV)/dev.stamp  ## ask what takes a browser twenty times: it must never fail
	for run in $$(seq 20); do $(RUN) pytest steps -n 2 -q -k browser --pictures none || exit 1; done

examples: $(VENV)/dev.stamp  ## ask the services of tests/examples/ every violation that can be moved to them
	$(BIN)/python tests/examples/prove.py

mutants: $(VENV)/dev.stamp  ## change the reference's rules at random, and list the changes that nobody saw
	$(BIN)/python tests/mutants.py

trials: $(VENV)/dev.stamp  ## how often experiments raise a false alarm, and catch a leak, by simulation
	$(BIN)/python tests/trials.py

drift-score: $(VENV)/dev.stamp  ## how well edits of the text are told apart, on a labelled corpus
	$(BIN)/python tests/drift/score.py

bench: $(VENV)/dev.stamp $(VENV)/peers.stamp  ## the cost of a whole check, of the text and of a large report, as ratios to bare work and to peers
	$(BIN)/python tests/bench/run.py
	$(BIN)/python tests/bench/text.py
	$(BIN)/python tests/bench/report.py $(VENV)/peers

contract: $(VENV)/dev.stamp  ## write the reference's own OpenAPI document to features/
	$(RUN) asadvertised.reference --print-contract > features/personalization/openapi.yaml.new
	mv features/personalization/openapi.yaml.new features/personalization/openapi.yaml

schema: $(VENV)/dev.stamp  ## write the JSON Schemas of records, comparisons and profiles
	$(BIN)/python -c "from asadvertised.record.files import json_schema; print(json_schema(), end='')" > reports/results.schema.json
	$(BIN)/python -c "from asadvertised.record.comparison import comparison_schema; print(comparison_schema(), end='')" \
		> reports/comparison.schema.json
	$(BIN)/python -c "from asadvertised.target.profile.model import json_schema; print(json_schema(), end='')" \
		> tools/asadvertised/target/profile/profile.schema.json

package: $(VENV)/dev.stamp
	rm -rf dist && $(RUN) build --quiet

clean:
	rm -rf $(VENV) dist build asadvertised-report

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/peers.stamp: $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/pip install --quiet --disable-pip-version-check pytest pytest-html allure-pytest
	npm install --silent --prefix $(VENV)/peers allure-commandline
	touch $@

$(VENV)/run.stamp: $(VENV)/bin/python pyproject.toml
	$(RUN) pip install --quiet --disable-pip-version-check --editable '.[browser]'
	touch $@

$(VENV)/dev.stamp: $(VENV)/bin/python pyproject.toml
	$(RUN) pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/run.stamp
