"""The faces of Banmian: font files, their licences, and the catalogue that says which face sets what."""
