"""What a corpus allows to be compared, said before any number is: the design of the comparison, computed from the documents."""

from __future__ import annotations

import pandas as pd

from helpers.languages import language_of

FEWEST_CLUSTERS = 10  # from which `estimates` gives an interval
GROUPS = 12  # that a figure holds side by side and a reader keeps apart
_PAIRS = (("source", "event_id"), ("source", "language"), ("event_id", "language"))
_NAMES = {"source": "source", "event_id": "event", "language": "language"}


def labelled(documents: pd.DataFrame) -> pd.DataFrame:
    """Documents with the names under which they are compared: label, primary, group.

    label: source and language where those tell all articles apart, else with the event where that does, else every doc_id.
    primary: the language without script. group: source and primary language, "Morning Bridge (zh)" for zh-Hans and zh-Hant; of
    more than GROUPS of them those with most words keep their names, of each language equally many, for words of two languages are
    two units; the others are "other sources" of their language, so that nothing is left out.

    >>> documents = pd.DataFrame({"doc_id": list("abc"), "source": ["晨桥", "晨桥", "Bến Sóng"], "language": ["zh-Hans", "zh-Hant", "vi"],
    ...                           "n_words": [90, 80, 70]})
    >>> labelled(documents)["group"].tolist()
    ['晨桥 (zh)', '晨桥 (zh)', 'Bến Sóng (vi)']
    """
    label = documents["source"] + " (" + documents["language"] + ")"
    primary = documents["language"].map(lambda tag: language_of(tag).tag)
    group = documents["source"] + " (" + primary + ")"
    if group.nunique() > GROUPS:
        words = documents.groupby([primary, group])["n_words"].sum().sort_index().sort_values(ascending=False, kind="stable")
        place = words.groupby(level=0).cumcount().sort_values(kind="stable")
        named = place.index.get_level_values(1)[: max(1, GROUPS - primary.nunique())]
        group = group.where(group.isin(named), "other sources (" + primary + ")")
    if label.duplicated().any():
        event = ", " + documents.get("event_id", pd.Series("", documents.index)).str.replace("_", " ")
        label = label.where(~label.duplicated(keep=False), label + event)
    return documents.assign(label=documents["doc_id"] if label.duplicated().any() else label, primary=primary, group=group)


def crossings(documents: pd.DataFrame) -> pd.DataFrame:
    """Which facts vary while another is held: one row per pair of facts.

    Columns: held, varies, n_held (values of `held`), n_crossed (values of `held` under which `varies` takes two values or more).
    Where n_crossed is 0, a difference in one cannot be told from a difference in the other.
    """
    rows = []
    for a, b in _PAIRS:
        for held, varies in ((a, b), (b, a)):
            values = documents.groupby(held)[varies].nunique()
            rows.append((_NAMES[held], _NAMES[varies], len(values), int((values > 1).sum())))
    return pd.DataFrame(rows, columns=["held", "varies", "n_held", "n_crossed"])


def limits(documents: pd.DataFrame) -> pd.DataFrame:
    """What this corpus cannot show, as sentences with the counts that they rest on: columns limit, basis."""
    n_clusters = documents["cluster_id"].nunique()
    rows = []
    if n_clusters < FEWEST_CLUSTERS:
        said = f"{len(documents)} articles, {n_clusters} clusters; intervals begin at {FEWEST_CLUSTERS} clusters"
        rows.append(("Nothing here is an estimate for other articles: every number describes these articles.", said))
    columns = {name: column for column, name in _NAMES.items()}
    for held, varies, n_held, n_crossed in crossings(documents).itertuples(index=False):
        if n_crossed == 0 and n_held > 1 and documents[columns[varies]].nunique() > 1:
            said = f"0 of {n_held} {held}s have more than one {varies}"
            rows.append((f"A difference between {varies}s cannot be told from one between {held}s.", said))
    events = documents.groupby("event_id")["source"].nunique()
    if (shared := int((events > 1).sum())) < len(events):
        said = f"{shared} of {len(events)} events have more than one source"
        rows.append(("How outlets treat the same event can be compared only where two sources cover it.", said))
    translated = int((documents["translation"] != "original").sum())
    said = f"{translated} of {len(documents)} articles are translated, machine-translated or of unknown origin"
    rows.append(("What a translation chose cannot be told from what the first author wrote.", said))
    return pd.DataFrame(rows, columns=["limit", "basis"])
