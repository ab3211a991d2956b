"""The page designs of Banmian: sheets, grids and slots as TOML. Data, no code."""
