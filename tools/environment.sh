#!/bin/sh
# Makes .venv, the private environment: `environment.sh run` for running, `environment.sh dev` for tests too.
# Does nothing where .venv already fits this folder and these lock files. PYTHON chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."
level=${1:-run}

# A pyenv or Windows shim can exist and still not run, so a candidate is tried, not looked up.
fits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

choose_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3.11 python3.12 python3.13 python3 python; do
        if fits "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    cat >&2 <<'MESSAGE'
Rashomon needs Python 3.11, 3.12 or 3.13 with its `venv` module, and none was found. Install one:
    Debian, Ubuntu   apt install python3 python3-venv
    Fedora           dnf install python3.12
    macOS            brew install python@3.12
or name the one you have: make run PYTHON=/path/to/python3.12
MESSAGE
    exit 1
}

version() {
    "$1" -c 'import platform; print("Python", platform.python_version())' 2>/dev/null || true
}

# A .venv stays while it works, lies where it was made (its scripts name the path), and has the Python asked for.
can_stay() {
    [ -z "$made" ] || [ "${made#"$(pwd) "}" != "$made" ] || return 1
    [ -z "${PYTHON:-}" ] || [ "$(version "$PYTHON")" = "$(version .venv/bin/python)" ] || return 1
    fits .venv/bin/python && .venv/bin/python -c 'import pip' 2>/dev/null # absent where the making was interrupted
}

fingerprint="$(pwd) $(cat requirements.lock requirements-dev.lock pyproject.toml | cksum)"
made=$(cat .venv/made-for 2>/dev/null || true)
if can_stay; then
    if [ -x .venv/bin/rashomon ] && { [ "$made" = "$fingerprint dev" ] || [ "$made" = "$fingerprint $level" ]; }; then
        exit 0
    fi
    echo "Bringing .venv ($(version .venv/bin/python)) up to date." >&2
else
    python=$(choose_python)
    echo "Setting up .venv with $(version "$python"): downloads about 290 MB once, and takes a minute or two." >&2
    "$python" -m venv --clear .venv
fi
lock=requirements.lock
[ "$level" = run ] || lock=requirements-dev.lock
export PIP_DISABLE_PIP_VERSION_CHECK=1
if ! .venv/bin/python -m pip install -qq --require-hashes --only-binary :all: -r "$lock"; then
    echo "The packages of $lock could not be installed; is the network there? Run the same command again to go on." >&2
    exit 1
fi
.venv/bin/python -m pip install -qq --no-deps --no-build-isolation --editable .
# The loops of grouping become machine code at their first call and are kept; done here, nobody waits for it later.
for job in group copies; do
    .venv/bin/rashomon "$job" src/rashomon/sample/reports --out /dev/null
done
echo "$fingerprint $level" >.venv/made-for
