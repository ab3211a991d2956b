"""付印检查: issues and PDF files put through preflight, and what was found as text, as JSON and as a page with marks."""

from banmian.inspection.inspecting import InspectedFile, InspectedIssue, Inspection, inspect

__all__ = ["InspectedFile", "InspectedIssue", "Inspection", "inspect"]
