"""How right is the codebook by what coders saw: precision, recall, confusions, and shares corrected by the design of the sample."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from helpers.comparability import labelled
from helpers.corpus import ROOT, Corpus
from helpers.frames import evoked, frame_shares
from helpers.languages import language_of
from helpers.robustness.quantities import languages_of
from helpers.robustness.statements import Compared, Finding, compare
from helpers.statistics.measures import Z_95
from helpers.validation.coding_sheet import UNIT
from helpers.validation.scoring import scored
from helpers.validation.validate import CODEBOOK, DRAWS, POSITIVES, Coding, coded_articles, forms_found, reference, with_codebook

FEWEST = 10  # coded paragraphs of a group, below which its share is not corrected
SCORES = ["frame", "language", "n_coded", "n_meant", "n_found", "n_both"]
SCORES += [f"{measure}{end}" for measure in ("precision", "recall", "f1") for end in ("", "_low", "_high")] + ["basis"]


def judged(corpus: Corpus, coding: Coding) -> pd.DataFrame:
    """A row per coded paragraph and frame: doc_id, paragraph, language, stratum, weight, frame, meant (by coders), found (here).

    weight: paragraphs of the stratum over those with a code that counts; codes not given are taken as missing at random within it.
    """
    meant = reference(corpus, coding).rename(columns={"code": "meant"}).astype({"meant": int})
    rows = coding.design.merge(meant, on=UNIT)
    rows["weight"] = rows["n_stratum"] / rows.groupby(["frame", "stratum"])["paragraph"].transform("size")
    found = evoked(coded_articles(corpus, coding))[[*UNIT, "frame"]]
    rows = rows.merge(found.assign(found=1), on=[*UNIT, "frame"], how="left")
    order = {frame: place for place, frame in enumerate(corpus.codebook.frames["frame"])}
    rows = rows.fillna({"found": 0}).astype({"found": int})
    return rows.sort_values(["frame", "language", *UNIT], key=lambda of: of.map(order) if of.name == "frame" else of, ignore_index=True)


def scores(corpus: Corpus, coding: Coding, seed: int = 1) -> pd.DataFrame:
    """Precision, recall and F1 of the codebook per frame and language, weighted by the design; counts are of paragraphs, unweighted.

    Columns: frame, language, n_coded, n_meant, n_found, n_both, then precision = Σw both / Σw found, recall = Σw both / Σw meant,
    f1 = 2 Σw both / (Σw found + Σw meant), each with _low and _high (bootstrap within strata; none where everything was coded, for then
    nothing was sampled), basis. Under ten paragraphs that coders coded, the basis says that the counts are all there is to read.
    """
    rows = []
    random = np.random.Generator(np.random.Philox(key=seed))
    for (frame, language), own in judged(corpus, coding).groupby(["frame", "language"], sort=False):
        meant, found, w = (own[name].to_numpy(float) for name in ("meant", "found", "weight"))
        cells = np.stack([meant * found, found, meant])
        counts = [len(own), int(meant.sum()), int(found.sum()), int((meant * found).sum())]
        values = _ratios(cells @ w)
        row = {"frame": frame, "language": language} | dict(zip(["n_coded", "n_meant", "n_found", "n_both"], counts, strict=True))
        few = counts[1] < POSITIVES
        ends = np.full((2, 3), np.nan)
        if not coding.complete and not few:
            ends = np.nanquantile(_ratios(cells @ (w[:, None] * _resampled(own, random))), [0.025, 0.975], axis=-1)
        for place, name in enumerate(("precision", "recall", "f1")):
            row |= {name: float(values[place]), f"{name}_low": ends[0, place], f"{name}_high": ends[1, place]}
        said = f"{counts[1]} coded positive{', too few for more than counts' if few else ''}"
        here = coding.design["language"] == language
        rows.append(row | {"basis": said + (f"; {_coded(len(own), int(here.sum()))}" if coding.complete else "")})
    return pd.DataFrame(rows, columns=SCORES)


def _ratios(sums: np.ndarray) -> np.ndarray:
    both, found, meant = sums
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.stack([both / found, both / meant, 2 * both / (found + meant)])


def _coded(n: int, n_units: int) -> str:
    """How much was coded where nothing was sampled; a tie of the coders is no code."""
    return f"{n} coded, {n_units - n} {'tie' if n_units - n == 1 else 'ties'} left out" if n < n_units else "every paragraph coded"


def _resampled(own: pd.DataFrame, random: np.random.Generator) -> np.ndarray:
    """How often each paragraph is drawn in each of DRAWS bootstrap samples, strata keeping their sizes: paragraphs × draws.

    A stratum that was drawn whole (weight 1) carries no sampling error: each of its paragraphs is in every draw once.
    """
    times = np.ones((len(own), DRAWS))
    codes = own["stratum"].astype("category").cat.codes.to_numpy()
    for code in np.unique(codes[own["weight"].to_numpy() > 1]):
        inside = np.flatnonzero(codes == code)
        times[inside] = random.multinomial(len(inside), np.full(len(inside), 1 / len(inside)), size=DRAWS).T
    return times


def confusions(corpus: Corpus, coding: Coding) -> pd.DataFrame:
    """What is mistaken for what, per frame and language: the codebook's false alarms with their forms, its misses with what it found.

    Columns: frame, language, n_false (found, not meant), forms (the codebook's that stand there, with paragraphs), n_missed (meant, not
    found), instead (frames that the codebook finds in those paragraphs, or "nothing").
    """
    rows, table = [], judged(corpus, coding)
    coded = coded_articles(corpus, coding)
    forms, frames = forms_found(coded, joined=False), evoked(coded)[[*UNIT, "frame"]].rename(columns={"frame": "instead"})
    for (frame, language), own in table.groupby(["frame", "language"], sort=False):
        false, missed = own[own["found"] > own["meant"]], own[own["meant"] > own["found"]]
        behind = false[[*UNIT, "frame"]].merge(forms, on=[*UNIT, "frame"])["form"]
        instead = missed[UNIT].merge(frames, on=UNIT, how="left")["instead"].fillna("nothing")
        rows.append((frame, language, len(false), _listed(behind), len(missed), _listed(instead)))
    found = pd.DataFrame(rows, columns=["frame", "language", "n_false", "forms", "n_missed", "instead"])
    return found[(found["n_false"] > 0) | (found["n_missed"] > 0)].reset_index(drop=True)


def _listed(values: pd.Series) -> str:
    counts = values.value_counts(sort=False)
    return ", ".join(f"{name} {n}" for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def corrected_shares(corpus: Corpus, coding: Coding, by: str = "source") -> pd.DataFrame:
    """Frame shares as computed and as the coded sample corrects them, per group of documents.

    Columns: the group, frame, n_units, n_coded, computed, corrected, low, high, basis.

    The difference estimator (Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, section 6.3): corrected = computed +
    Σ w (meant − found) / N, over the coded paragraphs of the group, N all its body paragraphs. Variance: Σ over strata N²(1 − n/N) s² / n,
    s² of meant − found where the paragraph is of the group, else 0; interval ± 1.96 standard errors, clipped to 0 and 1; none where no
    error was seen, for that is no proof of none. Not corrected, with the reason, under ten coded paragraphs of the group, or where a
    stratum of the group was sampled once. Where nothing was sampled, corrected is the coded share, Σ meant / Σ coded, without interval;
    `basis` counts the ties left out of it.
    """
    groups = labelled(corpus.documents).set_index("doc_id")[by]
    shares = frame_shares(corpus, by)
    sizes, computed = shares.groupby(by)["n_units"].first(), shares.set_index([by, "frame"])["n_evoked"]
    rows, table = [], judged(corpus, coding)
    table = table.assign(group=table["doc_id"].map(groups), error=table["meant"] - table["found"])
    for frame in corpus.codebook.frames["frame"]:
        own = table[table["frame"] == frame]
        for group, n in sizes.sort_index().items():
            share, here = computed.get((group, frame), 0) / n, own["group"] == group
            shift, variance, why = _correction(own, here, n, coding.complete)
            low, high = np.nan, np.nan
            if not why and variance > 0:
                low, high = np.clip(share + shift + np.array([-Z_95, Z_95]) * np.sqrt(variance), 0, 1)
            corrected = share + shift if not why else np.nan
            alike = not variance and not own.loc[here, "error"].any()
            said = why or f"{int(here.sum())} paragraphs coded{', none of them apart from the codebook' if alike else ''}"
            if coding.complete:
                corrected, low, high, said = own.loc[here, "meant"].mean(), np.nan, np.nan, _coded(int(here.sum()), int(n))
            rows.append((group, frame, int(n), int(here.sum()), share, corrected, low, high, said))
    return pd.DataFrame(rows, columns=[by, "frame", "n_units", "n_coded", "computed", "corrected", "low", "high", "basis"])


def _correction(own: pd.DataFrame, here: pd.Series, n_units: int, complete: bool) -> tuple[float, float, str]:
    """Shift, its variance, and why there is none (else "")."""
    if complete:
        return 0.0, 0.0, ""
    if here.sum() < FEWEST:
        return 0.0, 0.0, f"not corrected: {int(here.sum())} paragraphs coded"
    shift = float((own["weight"] * own["error"])[here].sum() / n_units)
    variance = 0.0
    for _, part in own.assign(error=own["error"].where(here, 0), here=here).groupby("stratum"):
        n, size = len(part), int(part["n_stratum"].iloc[0])
        if part["here"].any() and size > n:
            if n < 2:
                return 0.0, 0.0, "not corrected: a stratum was sampled once"
            variance += size**2 * (1 - n / size) * float(part["error"].var(ddof=1)) / n / n_units**2
    return shift, variance, ""


def side_by_side(corpus: Corpus, coding: Coding, by: str = "label") -> pd.DataFrame:
    """Paragraphs that each coder and the codebook code: the group, frame, n_units (coded), a column per coder, codebook."""
    groups = labelled(corpus.documents).set_index("doc_id")[by]
    codes = with_codebook(corpus, coding)
    codes = codes.assign(**{by: codes["doc_id"].map(groups)})
    counts = codes.pivot_table(index=[by, "frame"], columns="coder", values="code", aggfunc="sum", sort=False).round()
    given = codes[codes["coder"] != CODEBOOK].dropna(subset="code").drop_duplicates([*UNIT, "frame"])
    units = given.groupby([by, "frame"]).size()
    order = corpus.codebook.frames["frame"].tolist()
    table = counts.astype("Int64").join(units.rename("n_units")).reset_index()
    table = table.sort_values([by, "frame"], key=lambda of: of.map(order.index) if of.name == "frame" else of, ignore_index=True)
    return table.reindex(columns=[by, "frame", "n_units", *coding.coders, CODEBOOK]).rename_axis(columns=None)


def by_coder(corpus: Corpus, coding: Coding, finding: Finding) -> dict[str, Compared | None]:
    """The finding by each coder's codes where every paragraph was coded; None: the coder did not code it. {} for samples and words."""
    if not coding.complete or finding.measure != "frame_share":
        return {}
    needed, made = {finding.of[1], finding.against[1]} - {""}, {}
    for coder, codes in coding.codes.groupby("coder"):
        known = needed <= set(codes.dropna(subset="code")["frame"])
        made[coder] = compare(corpus, finding, count=lambda *_, codes=codes, **__: coded_quantity(codes)) if known else None
    return made


def verdict_of(corpus: Corpus, coding: Coding, finding: Finding) -> str:
    """ "contradicted": every coder's codes turn it; "disputed": some coder's do; else ""."""
    holds = [found.holds for found in by_coder(corpus, coding, finding).values() if found]
    return "" if all(holds) else "disputed" if any(holds) else "contradicted"


def validation_of(corpus: Corpus, coding: Coding, finding: Finding) -> str:
    """One sentence: what coders' codes make of a finding, or the codebook's errors where a sample was coded; "not yet coded" without."""
    languages = sorted({language_of(tag).tag for tag in languages_of(corpus, [*finding.target, *finding.reference])})
    if finding.measure == "voice_share":
        rows = voices_scored().loc[lambda table: table["language"].isin(languages)]
        parts = [f"{row.language} {row.n_speaker} of {row.n_gold}" for row in rows.itertuples()]
        said = "; ".join(parts) or "these languages are not among them"
        gold = "in invented articles by another hand, which no maker of the rules has opened"
        return f"not coded here; {gold}, quotations of which content and speaker are both found right: {said}"
    if not coding.coders:
        return "not yet coded"
    if finding.measure != "frame_share":
        return f"not coded: the {coding.kinds} judged frames, not words"
    if not coding.complete:
        rows = scores(corpus, coding)
        rows = rows[(rows["frame"] == finding.of[1]) & rows["language"].isin(languages)]
        parts = [_weighted(row) for row in rows.itertuples()]
        who = f"in a sample coded by {coding.kinds} ({', '.join(coding.coders)})"
        return f"{who}: {'; '.join(parts)}" if parts else "not coded: no coder judged this frame"
    said = []
    for coder, found in by_coder(corpus, coding, finding).items():
        if found is None:
            said.append(f"coder {coder} did not code it")
            continue
        numbers = f"{found.target.n_evoked} of {found.target.n_units} against {found.reference.n_evoked} of {found.reference.n_units}"
        said.append(f"by coder {coder}'s codes {numbers}: it {'holds' if found.holds else 'does not hold'}")
    return f"against the codes of {coding.kinds}: {'; '.join(said)}"


def _weighted(row) -> str:
    """Counts of the sample, and what they come to by its design."""
    values = [f"{name} {value:.2f}" for name, value in (("precision", row.precision), ("recall", row.recall)) if value == value]
    weighed = f" (weighted by the design: {', '.join(values)})" if values else ""
    return f"{row.language} {row.n_both} of {row.n_found} found were meant, of {row.n_meant} meant{weighed}"


@cache
def voices_scored() -> pd.DataFrame:
    """`scoring.scored` of the gold standard by another hand that whoever makes rules does not open."""
    return scored(ROOT / "data" / "sample" / "gold" / "fresh_4")


def coded_quantity(codes: pd.DataFrame) -> pd.DataFrame:
    """One coder's codes as `quantities.quantity` counts: doc_id, value (frame), n_evoked, n_units (coded paragraphs)."""
    given = codes.dropna(subset="code").groupby(["doc_id", "frame"])["code"].agg(n_evoked="sum", n_units="size").reset_index()
    return given.rename(columns={"frame": "value"}).astype({"n_evoked": int})
