"""What all printed cards and posters share: the document, texts that fit their boxes, pictograms."""
