"""The ICC profiles of Banmian: what ink on which paper looks like, and the catalogue that describes them."""
