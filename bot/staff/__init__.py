"""People, invitations, registering, the staff list's import and export, dismissing."""
