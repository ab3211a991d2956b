"""The document part of the checker: file, identification, intent, boxes, fonts, interaction, layers, tags."""

from __future__ import annotations

from banmian.checker.document.claims import claims_of, families, wanted_of
from banmian.checker.document.document import document_faults

__all__ = ["claims_of", "document_faults", "families", "wanted_of"]
