"""The ink on finished press pages, for the manifest: reckoned where it must be within the limit, else drawn."""
