"""What hand codings say of the codebook: coding sheets, agreement, accuracy, held-out stories."""
