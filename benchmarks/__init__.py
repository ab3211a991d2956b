"""How long an issue takes, and where the time goes. See README.md."""
