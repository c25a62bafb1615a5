"""What the notebooks share: from news articles to tables, estimates and figures."""

from helpers.corpus import Corpus, load_corpus
from helpers.tables import CorpusError

__all__ = ["Corpus", "CorpusError", "load_corpus"]
