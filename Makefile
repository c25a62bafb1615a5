# make alone lists the targets. Everything runs in .venv, which the first target that needs it creates.

CORPUS ?= data/military_ai
TEXT ?=
DASK ?=
SIZES ?=
PYTHON ?=

# A check-out in a folder with spaces works because every path here is relative; a virtual environment's own
# scripts are not used either, only its python, because their first lines break on a space.
ifeq ($(OS),Windows_NT)
IN_VENV := .venv/Scripts/python
else
IN_VENV := .venv/bin/python
endif

unexport PYTHONPATH PYTHONHOME
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help report test lab rerun bench clean

help:
	@echo "make report [CORPUS=data/military_ai] [TEXT=1]   run the notebooks on a corpus, write reports/<corpus>/index.html"
	@echo "            [DASK=tcp://host:8786]                count a large corpus with the workers of this Dask scheduler"
	@echo "make test                                        lint, tests, and every notebook against its stored outputs"
	@echo "make lab                                         open the notebooks in JupyterLab"
	@echo "make rerun                                       run the notebooks in place and store their outputs and figures"
	@echo "make bench [SIZES=\"1000 10000\"]                 time and memory on generated articles, beside their floor (minutes)"
	@echo "make clean                                       remove what the other targets built, .venv included"
	@echo "The first of them installs what it needs into .venv (PYTHON=python3.12 chooses the Python: 3.11, 3.12 or 3.13)."

report: .venv/installed
	@$(IN_VENV) -m helpers report "$(CORPUS)" $(if $(filter-out 0 no false,$(TEXT)),--text) $(if $(DASK),--dask "$(DASK)")

test: .venv/installed
	@$(IN_VENV) -m ruff check .
	@$(IN_VENV) -m pytest

lab: .venv/installed
	@$(IN_VENV) -m helpers lab

rerun: .venv/installed
	@$(IN_VENV) -m helpers rerun

bench: .venv/installed
	@$(IN_VENV) tests/bench.py --write $(if $(SIZES),--sizes $(SIZES))

clean:
	rm -rf .venv build reports *.egg-info .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name .ipynb_checkpoints -type d -prune -exec rm -rf {} +

# The stamp .venv/installed is as old as the last complete installation: a change of what is pinned installs again.
# Without PYTHON, the first Python on the path that is new enough and can make a virtual environment is taken.
.venv/installed: requirements.txt pyproject.toml
	@set -e; \
	fits() { "$$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }; \
	new_enough() { "$$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }; \
	if ! fits $(IN_VENV); then \
		chosen=; seen=; \
		for python in $(or $(PYTHON),python3 python3.13 python3.12 python3.11 python); do \
			if fits "$$python"; then chosen=$$python; break; fi; \
			if new_enough "$$python"; then seen=$$python; fi; \
		done; \
		if [ -z "$$chosen" ] && [ -n "$$seen" ]; then \
			echo "$$seen cannot make virtual environments: install them (Debian and Ubuntu: sudo apt install python3-venv), then run make again." >&2; exit 1; \
		elif [ -z "$$chosen" ]; then \
			echo "Python 3.11, 3.12 or 3.13 is needed and $(or $(PYTHON),python3) is not one: install one (https://www.python.org/downloads/), then run make again or name it with PYTHON=python3.12." >&2; exit 1; \
		fi; \
		rm -rf .venv; "$$chosen" -m venv .venv; \
	fi; \
	echo "Installing the packages of requirements.txt into .venv (a few minutes the first time)"; \
	$(IN_VENV) -m pip install --quiet --no-deps --requirement requirements.txt; \
	$(IN_VENV) -m pip install --quiet --quiet --no-deps --editable .
	@touch $@
