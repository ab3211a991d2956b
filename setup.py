"""Packages come from five folders; pyproject.toml maps the names (see `package-dir` there)."""

from setuptools import find_packages, setup

setup(
    packages=[
        *find_packages("render"),
        "banmian.fonts",
        "banmian.layouts",
        "banmian.plants",
        "banmian.profiles",
    ]
)
