"""Which articles come from one: reprints and near-duplicates within a language, rewrites of one story within an event.

Found by prints alone, so without the articles' text. What is found fills a cluster_id that the catalogue leaves open; a cluster_id or an
origin in the catalogue always wins, and the table of suggestions shows where it says otherwise.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from datasketch import MinHash, MinHashLSH

from helpers.parted import Corpus
from helpers.story.alignment import align, in_one_tongue, shared, sides
from helpers.story.prints import PERMUTATIONS, SCHEME, SKETCH

NEAR = 0.5  # Jaccard's index of shingles, estimated, from which two articles are near-duplicates
REWRITE = 0.6  # in_common from which two articles of one event are rewrites of one; in data/sample two origins reach 0.58
MOST = 30  # articles of one event that are compared with each other; of more, only near-duplicates are found
WHOLE = 20_000  # articles up to which rewrites are looked for; beyond, near-duplicates alone are, whose sketches are read part by part
LINKS = ["doc_a", "doc_b", "basis", "score"]


def near_duplicates(corpus: Corpus) -> pd.DataFrame:
    """Pairs of articles in one language whose sketches agree in NEAR of their minima or more: doc_a, doc_b, basis, score.

    Locality-sensitive hashing (datasketch) proposes the pairs, so time grows with the articles and not with their pairs.
    """
    languages = dict(zip(corpus.documents["doc_id"], corpus.documents["language"], strict=True))
    pieces = [piece.loc[piece["kind"] == SKETCH, ["doc_id", "value"]] for piece in corpus.pieces("facts", ["doc_id", "kind", "value"])]
    sketches = pd.concat(pieces).sort_values("doc_id")
    index: dict[str, MinHashLSH] = {}
    seen: dict[str, MinHash] = {}
    rows = []
    for doc_id, value in zip(sketches["doc_id"], sketches["value"], strict=True):
        minima = np.frombuffer(bytes.fromhex(value), dtype=">u4").astype(np.uint32)
        sketch = MinHash(num_perm=PERMUTATIONS, hashvalues=minima, scheme=SCHEME)
        bands = index.setdefault(languages[doc_id].split("-")[0], MinHashLSH(threshold=NEAR - 0.1, num_perm=PERMUTATIONS))
        for other in sorted(bands.query(sketch)):
            score = sketch.jaccard(seen[other])
            if score >= NEAR:
                rows.append((other, doc_id, "near-duplicate", round(float(score), 3)))
        bands.insert(doc_id, sketch)
        seen[doc_id] = sketch
    return pd.DataFrame(rows, columns=LINKS)


def rewrites(corpus: Corpus, among: set[str] | None = None) -> pd.DataFrame:
    """Pairs of articles of one event that have REWRITE or more in common, in any two languages: doc_a, doc_b, basis, score.

    `among`: only pairs with one of these articles.
    """
    rows = []
    for _, event in corpus.documents.sort_values("doc_id").groupby("event_id"):
        names = event["doc_id"].tolist()
        if not 1 < len(names) <= MOST or (among is not None and among.isdisjoint(names)):
            continue
        ready = sides(corpus, names)
        for doc_a, doc_b in combinations(names, 2):
            if among is None or doc_a in among or doc_b in among:
                a, b = in_one_tongue(ready[doc_a], ready[doc_b])
                common, *_ = shared(a, b, align(a, b))
                if common >= REWRITE:
                    rows.append((doc_a, doc_b, "rewrite", round(common, 3)))
    return pd.DataFrame(rows, columns=LINKS)


def lineage(corpus: Corpus) -> pd.DataFrame:
    """Every suggestion beside what the catalogue says: doc_a, doc_b, basis, score, cluster_a, cluster_b, agrees.

    To overrule one, write the cluster_id that is right into the catalogue.
    """
    cluster = dict(zip(corpus.documents["doc_id"], corpus.documents["cluster_id"], strict=True))
    near = near_duplicates(corpus)
    told = rewrites(corpus) if len(corpus.documents) <= WHOLE else pd.DataFrame(columns=LINKS)
    pairs = set(zip(near["doc_a"], near["doc_b"], strict=True))
    told = told[[pair not in pairs for pair in zip(told["doc_a"], told["doc_b"], strict=True)]]
    links = pd.concat([near, told], ignore_index=True)
    links = links.assign(cluster_a=links["doc_a"].map(cluster), cluster_b=links["doc_b"].map(cluster))
    links["agrees"] = links["cluster_a"] == links["cluster_b"]
    return links.sort_values(["score", "doc_a", "doc_b"], ascending=[False, True, True], ignore_index=True)


def with_lineage(corpus: Corpus, open_ids: set[str]) -> pd.DataFrame:
    """The documents with the cluster_id of `open_ids` (articles whose catalogue row names neither cluster nor origin) filled by lineage.

    Linked articles are one cluster: that of a member which is not open (the first by name, where members disagree), else of the first.
    """
    documents = corpus.documents
    links = near_duplicates(corpus)
    if len(documents) <= WHOLE:
        links = pd.concat([links, rewrites(corpus, open_ids)])
    group = {doc_id: doc_id for doc_id in documents["doc_id"]}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for doc_a, doc_b in zip(links["doc_a"], links["doc_b"], strict=True):
        if doc_a in open_ids or doc_b in open_ids:
            first, second = sorted((root(doc_a), root(doc_b)), key=lambda name: (name in open_ids, name))
            group[second] = first
    stated = dict(zip(documents["doc_id"], documents["cluster_id"], strict=True))
    filled = [stated[root(name)] if name in open_ids else stated[name] for name in documents["doc_id"]]
    return documents.assign(cluster_id=filled)
