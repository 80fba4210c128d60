# Two commands are all a newcomer needs: `make run` and `make test`. Everything they install stays in .venv.
# Paths are relative throughout, so that a folder with spaces in its name works.
python := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test check fix gate bench release-proof docs lock screenshots wheel clean

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 24

run:  ## set up once, then the main job on the sample that ships inside
	@sh tools/environment.sh run
	@.venv/bin/rashomon demo

test: .venv  ## every test
	$(python) -m pytest

check: .venv  ## format, lint, strict types, every test (what CI runs)
	$(python) -m ruff format --check .
	$(python) -m ruff check .
	$(python) -m mypy
	$(python) -m pytest

fix: .venv  ## format the code and mend what the linter can
	$(python) -m ruff check --fix .
	$(python) -m ruff format .

gate: .venv  ## measure quality against the floors, which only rise
	$(python) -m bench.gate

bench: .venv  ## time, memory and quality, each beside a peer
	$(python) bench/speed.py
	$(python) -m bench.startup
	$(python) -m bench.extraction
	$(python) -m bench.event --rules
	$(python) -m bench.trace
	$(python) -m bench.reuse
	$(python) -m bench.translated
	$(python) -m bench.stemma --events 60
	$(python) -m bench.copies --peers 10000
	$(python) -m bench.grouping_scale 1000 10000

release-proof: .venv  ## break everything on purpose, thousands of times (about an hour); figures into bench/results
	$(python) -m bench.release_proof --write bench/results/release-proof-$$(date +%F).json

docs: .venv  ## write the generated parts of README and docs anew
	$(python) tools/render_docs.py

lock: .venv  ## resolve the dependencies anew (needs uv)
	sh tools/lock.sh

screenshots: .venv  ## pictures of every page of the reading room, into out/screenshots (needs chromium)
	$(python) tools/screenshots.py --readme

wheel: .venv  ## build the wheel into dist/
	$(python) -m pip wheel --no-deps --no-build-isolation --wheel-dir dist .

clean:  ## remove the environment and every cache
	rm -rf .venv dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

.PHONY: .venv
.venv:
	@sh tools/environment.sh dev
