"""付印检查: issues and PDF files put through preflight; what was found as text, JSON or marked pages."""

from banmian.inspection.inspecting import InspectedFile, InspectedIssue, Inspection, check_pdf, inspect

__all__ = ["InspectedFile", "InspectedIssue", "Inspection", "check_pdf", "inspect"]
