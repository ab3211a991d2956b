"""Packages come from four folders; pyproject.toml maps the names (see `package-dir` there)."""

from setuptools import find_packages, setup

setup(packages=[*find_packages("render"), "banmian.fonts", "banmian.layouts", "banmian.profiles", "banmian.samples"])
