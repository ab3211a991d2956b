#!/bin/sh
# Installs the judges of the press PDFs: other people's tools, which tests/judges runs. Usage: tools/judges.sh [VENV]
# Needs a Debian system and root for what is not there yet; afterwards BANMIAN_JUDGES=required makes a skip a failure.
set -eu
cd "$(dirname "$0")/.."
venv=${1:-.venv}
missing=""
need() { [ -e "$1" ] || command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need gs ghostscript
need qpdf qpdf
need pdfinfo poppler-utils
need java default-jre-headless
need mvn maven
need /usr/share/java/preflight.jar libpdfbox2-java
need /usr/share/java/javax.activation.jar libactivation-java
need /usr/share/java/jaxb-api.jar libjaxb-api-java
if [ -n "$missing" ]; then
    apt-get update -qq
    # shellcheck disable=SC2086 # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement tools/judges.txt
# veraPDF is fetched by Maven on first use, into build/verapdf (tests/judges/judging.py); its version is in tools/verapdf/pom.xml.
