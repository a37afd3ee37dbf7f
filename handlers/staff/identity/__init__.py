"""New accounts of people, number approvals, and objections to changes."""
