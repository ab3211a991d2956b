#!/bin/sh
# Makes the environment: a virtual environment with Banmian in it, and the system libraries that no wheel carries.
# Usage: tools/setup.sh [VENV]
set -eu
venv=${1:-.venv}
python=${PYTHON:-python3}

say() { printf '%s\n' "banmian set-up: $*" >&2; }

# Installs Debian packages where that is allowed; else says the one line to run.
system() {
    if command -v apt-get >/dev/null 2>&1; then
        if [ "$(id -u)" = 0 ]; then
            apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null && return 0
        elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
            sudo -n apt-get update -qq && sudo -n env DEBIAN_FRONTEND=noninteractive \
                apt-get install -y -qq --no-install-recommends "$@" >/dev/null && return 0
        fi
        say "please run:  sudo apt-get update && sudo apt-get install -y $*"
    else
        say "please install with your package manager: $*"
    fi
    return 1
}

if ! command -v "$python" >/dev/null 2>&1; then
    say "Python 3.11 or newer is missing"
    system python3 python3-venv || exit 1
fi
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "Python 3.11 or newer is needed; set PYTHON=…"; exit 1; }

if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    say "making $venv"
    rm -rf "$venv"
    if ! "$python" -m venv "$venv" >/dev/null 2>&1; then
        rm -rf "$venv"
        system python3-venv || exit 1
        "$python" -m venv "$venv"
    fi
fi

say "installing Python packages"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.lock
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --editable .

# WeasyPrint sets HTML notices and adverts with the system's Pango. libharfbuzz-subset is not needed: Banmian has its own.
if ! "$venv/bin/python" -c 'import weasyprint' >/dev/null 2>&1; then
    say "installing Pango, which sets HTML blocks"
    system libpango-1.0-0 libpangoft2-1.0-0 || say "going on without it: HTML blocks will be findings"
fi
