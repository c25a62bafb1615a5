"""`make bench`: what the extraction costs beside its floor, stage by stage and by size of corpus, on generated articles.

    python tests/bench.py [--sizes 1000 10000] [--articles 100] [--reports FOLDER ...] [--write]

Stages: seconds of one process (CPU time, so that other work on the machine does not count), the best of three rounds in which all
stages take turns. The floor reads a file, decodes it, cuts it into words with the same segmenter and counts them, nothing else. Beside
it, the job by hand: scikit-learn's CountVectorizer for the terms, and again, with the codebook's forms as vocabulary, for the mentions.
Sizes: whole runs of `helpers extract`, then frames and the report from the result (--reports: of corpora already counted); peak memory is
the sum over all processes, shared pages divided (PSS; resident memory elsewhere than on Linux); load: the machine's mean meanwhile.
--write stores the table as data/simulation/bench.csv.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from platform import python_version, system
from unittest.mock import patch

import pandas as pd
import psutil
from generate import LANGUAGES, write_corpus
from sklearn.feature_extraction.text import CountVectorizer

from helpers.articles import parse_article
from helpers.codebook import Codebook, load_codebook
from helpers.coding.matching import Matcher
from helpers.corpus import ROOT, codebook_folder
from helpers.extraction import count_rows
from helpers.languages import language_of
from helpers.segmentation import normalise, words
from helpers.tables import read_csv, write_csv

COLUMNS = ["measure", "language", "articles", "workers", "value", "unit", "ratio_to_floor", "date", "machine"]
ENTRIES = 600
FLOOR, READING = "floor: decode, segment, count", "reading: encodings, roles, dates"
NO_MATCHES = "sentences and terms, nothing matched"
NOTHING = {"Matcher.read": lambda *_: ([], {}), "words_met": lambda *_: {}}  # what matcher and cues tell where nothing is matched
COUNTING, BY_HAND = "sentences, terms, mentions", "terms and mentions by hand (scikit-learn)"
FRAMES = "import sys; from helpers import load_corpus; from helpers.frames import frame_estimates; "
FRAMES += "frame_estimates(load_corpus(sys.argv[1]), by='source')"


def stages(files: list[Path], tag: str, book: Codebook) -> dict[str, Callable[[], object]]:
    """The jobs that take turns, by name; each goes through all files."""
    parsed = [parse_article(path.read_bytes(), path.name, {"language": tag}) for path in files]
    book.matcher(tag)
    voices, facts = ("voices_of", "voice_rows"), ("fact_rows",)

    def without(*names: str) -> Callable[[], object]:
        def run():
            with ExitStack() as left_out:
                for name in names:
                    left_out.enter_context(patch(f"helpers.extraction.{name}", NOTHING.get(name, lambda *_: [])))
                return [count_rows(article, "a", book) for article in parsed]

        return run

    return {
        FLOOR: lambda: [floor(path, tag) for path in files],
        READING: lambda: [parse_article(path.read_bytes(), path.name, {"language": tag}) for path in files],
        NO_MATCHES: without(*voices, *facts, *NOTHING),
        COUNTING: without(*voices, *facts),
        "+ facts": without(*voices),
        "+ facts + voices": without(),
        BY_HAND: lambda: by_hand(files, tag, book),
    }


def named(best: dict[str, float]) -> dict[str, float]:
    """Seconds by stage: what facts and voices add is a difference between two jobs, and stands apart."""
    facts, everything = best["+ facts"] - best[COUNTING], best["+ facts + voices"]
    stages = {name: best[name] for name in (FLOOR, NO_MATCHES, COUNTING, READING)} | {"facts for 05-same-story": facts}
    stages |= {"voices": everything - best["+ facts"], "all of it": best[READING] + everything}
    return stages | {BY_HAND: best[BY_HAND]}


def floor(path: Path, tag: str) -> Counter[str]:
    return Counter(word for line in path.read_bytes().decode().split("\n\n") for word in words(line, tag))


def by_hand(files: list[Path], tag: str, book: Codebook) -> tuple:
    """Terms by article and forms by paragraph, as one would write it with scikit-learn: n-grams stand for phrases."""
    texts = [path.read_bytes().decode() for path in files]
    terms = CountVectorizer(tokenizer=lambda text: words(text, tag), token_pattern=None).fit_transform(texts)
    own = book.entries[book.entries["language"] == LANGUAGES[tag]]
    forms = sorted({form.removesuffix("*").lower() for form in own["form"]})
    spaced = language_of(tag).ends_need_space
    how = {"ngram_range": (1, 4)} if spaced else {"analyzer": "char", "ngram_range": (2, 6)}
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
    return terms, CountVectorizer(vocabulary=forms, **how).transform(paragraphs)


def measure_stages(count: int, rounds: int = 3) -> list[dict]:
    book, rows = load_codebook(codebook_folder(ROOT / "data" / "sample")), []
    for tag in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            size = write_corpus(Path(folder), count, tags=(tag,))
            jobs = stages(sorted((Path(folder) / "raw").iterdir()), tag, book)
            best = dict.fromkeys(jobs, float("inf"))
            for _ in range(rounds):
                for name, job in jobs.items():
                    start = time.process_time()
                    job()
                    best[name] = min(best[name], time.process_time() - start)
            for name, seconds in named(best).items():
                told = {"language": tag, "articles": count, "workers": 1, "ratio_to_floor": seconds / best[FLOOR]}
                rows.append({"measure": name, **told, "value": 1000 * seconds / count, "unit": "ms per article"})
            rows.append(matcher_alone(Path(folder), tag, book, size))
    return rows


def matcher_alone(folder: Path, tag: str, book: Codebook, size: int) -> dict:
    """MB of UTF-8 a second through normalisation and a matcher of 600 entries, boundaries and negation included."""
    own = book.entries[book.entries["language"] == LANGUAGES[tag]]
    pairs = random.Random(1).sample(list(zip(own["concept"], own["form"], strict=True)), ENTRIES)
    matcher = Matcher(pairs, tag, book.sets.get(LANGUAGES[tag]))
    lines = [line for path in (folder / "raw").iterdir() for line in path.read_text("utf-8").split("\n\n")]
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for line in lines:
            matcher.find_all(normalise(line, tag))
        best = min(best, time.process_time() - start)
    told = {"language": tag, "articles": len(lines), "workers": 1, "ratio_to_floor": float("nan")}
    return {"measure": f"matcher alone, {ENTRIES} entries", **told, "value": size / 1e6 / best, "unit": "MB/s"}


def cost_of(command: list[str]) -> tuple[float, float, float, float]:
    """Run a command; (seconds, seconds of its processes on a core, their peak MB of memory together, mean load of the machine)."""
    start, used, totals, loads = time.perf_counter(), sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]), [0], [os.getloadavg()[0]]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL)
    done = threading.Event()

    def watch():
        root = psutil.Process(process.pid)
        while not done.wait(0.25):
            total = 0
            loads.append(os.getloadavg()[0])
            with suppress(psutil.Error):
                for one in [root, *root.children(recursive=True)]:
                    with suppress(psutil.Error):
                        full = one.memory_full_info()
                        total += getattr(full, "pss", full.rss)
            totals.append(total)

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    done.set()
    watcher.join()
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    used = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - used
    return time.perf_counter() - start, used, max(totals) / 1e6, sum(loads) / len(loads)


def measure_size(count: int, workers: int, folder: Path, most: int) -> list[dict]:
    """A whole run on a corpus of so many articles: extraction, then frames by source and, by `most` workers, the report."""
    if not (folder / "catalogue.csv").is_file():
        write_corpus(folder, count)
    shutil.rmtree(folder / "features", ignore_errors=True)
    rows = measure("extraction", ["-m", "helpers", "extract", str(folder), "--workers", str(workers)], count, workers)
    size = sum(path.stat().st_size for path in (folder / "features").rglob("*") if path.is_file())
    rows.append(rows[0] | {"measure": "features on disk", "value": size / 1000 / count, "unit": "kB per article"})
    rows += measure("frames by source", ["-c", FRAMES, str(folder)], count, workers)
    return rows + (measure_report(folder, workers) if workers == most else [])


def measure_report(folder: Path, workers: int) -> list[dict]:
    """The report of a corpus whose features are there, run anew."""
    for kept in ("build", "reports"):
        shutil.rmtree(ROOT / kept / folder.name, ignore_errors=True)
    return measure("report", ["-m", "helpers", "report", str(folder)], len(read_csv(folder / "catalogue.csv")), workers)


def measure(name: str, command: list[str], count: int, workers: int) -> list[dict]:
    """What a command of this Python costs for so many articles."""
    seconds, used, peak, load = cost_of([sys.executable, *command])
    told = {"language": "all", "articles": count, "workers": workers, "ratio_to_floor": float("nan")}
    print(f"{count} articles, {workers} workers, {name}: {seconds:.0f} s, {used:.0f} s of a core, {peak:.0f} MB", flush=True)
    values = {"throughput": (count / seconds, "articles/s"), "processor time": (1000 * used / count, "ms per article")}
    values |= {"peak memory": (peak, "MB, all processes"), "load": (load, "that ran or waited")}
    return [{"measure": f"{name}: {what}", **told, "value": value, "unit": unit} for what, (value, unit) in values.items()]


def faster(rows: list[dict]) -> list[dict]:
    """How many times as fast several workers were as one, where a size was run with both: a ratio of waiting times."""
    speed = {(row["articles"], row["workers"]): row["value"] for row in rows if row["measure"] == "extraction: throughput"}
    return [
        {"measure": "several workers against one", "language": "all", "articles": count, "workers": workers,
         "ratio_to_floor": float("nan"), "value": value / speed[count, 1], "unit": "times as fast"}
        for (count, workers), value in speed.items() if workers > 1 and (count, 1) in speed
    ]  # fmt: skip


def machine() -> str:
    """Cores, memory and Python: nothing that names the machine."""
    return f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GB, {system()}, Python {python_version()}"


def main(arguments: list[str] | None = None) -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000], help="articles of whole runs")
    asked.add_argument("--reports", type=Path, nargs="*", default=[], help="corpora of which only the report is measured")
    asked.add_argument("--articles", type=int, default=100, help="articles per language for the stages; 0: no stages")
    asked.add_argument("--folder", type=Path, help="where generated corpora are kept (else in a temporary folder)")
    asked.add_argument("--write", action="store_true", help="store the table as data/simulation/bench.csv")
    given = asked.parse_args(arguments)
    rows = measure_stages(given.articles) if given.articles else []
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as scratch:
        for count in given.sizes:
            folder = (given.folder or Path(scratch)) / f"generated_{count}"
            for workers in sorted({1, cores}) if count == min(given.sizes) else [cores]:
                rows += measure_size(count, workers, folder, cores)
    rows += [row for folder in given.reports for row in measure_report(folder, cores)]
    rows += faster(rows)
    table = pd.DataFrame(rows, columns=COLUMNS[:-2]).assign(date=date.today().isoformat(), machine=machine())
    print(table[COLUMNS[:-2]].round(2).to_string(index=False))
    if given.write:
        store(table, ROOT / "data" / "simulation" / "bench.csv")


def store(table: pd.DataFrame, path: Path) -> None:
    """Write the table; measures of other sizes that were stored earlier stay, with their own date."""
    table, keys = table.round({"value": 3, "ratio_to_floor": 3}).astype(str).replace("nan", ""), COLUMNS[:4]
    if path.is_file():
        old = read_csv(path, COLUMNS)
        again = set(map(tuple, table[keys].to_numpy()))
        stages_anew = (table["language"] != "all").any()
        kept = [tuple(row[keys]) not in again and not (stages_anew and row["language"] != "all") for _, row in old.iterrows()]
        table = pd.concat([old[kept], table], ignore_index=True)
    write_csv(table[COLUMNS], path)


if __name__ == "__main__":
    main()
