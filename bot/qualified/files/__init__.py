"""The files that carry signatures: ASiC containers, PDF, bare CMS messages."""
