"""From executed notebooks to HTML pages: what helpers.report is made of."""
