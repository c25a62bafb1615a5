"""From the bytes of a file to its paragraphs with roles: what helpers.articles is made of."""
