"""Documents that the state issued and Diia checks by the number under their bar code."""
