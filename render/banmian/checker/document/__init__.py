"""The document part of the checker: file, identification, intent, boxes, fonts, interaction, layers, tags."""

from __future__ import annotations

from banmian.checker.document.claimed import claimed_standards
from banmian.checker.document.document import document_faults

__all__ = ["claimed_standards", "document_faults"]
