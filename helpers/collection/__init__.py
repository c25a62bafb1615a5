"""The files of a corpus before they are tables: found, described, taken in, cut up, checked."""
