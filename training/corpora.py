"""Annotated corpora as windows of words with the labels that each corpus carries.

Words are cut by `sayso-lab tokens`, so that training and running see the same ones. Offsets are Unicode code points.
"""
import json
import os
import random

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
PRONOUNS = set("he him his she her hers they them their theirs it its himself herself itself themselves".split())
UNMARKED = -100

# file, how often in an epoch, whether MISC is annotated (else an O may hide one)
NAMES = [
    ("names/uner_ewt_train_EARLY0c7ce0d", 1.0, False),
    ("names/wikigold_all", 1.0, True),
    ("names/re3d_open", 1.0, False),
    ("names/crossner_politics_train", 1.0, True),
    ("names/crossner_politics_dev", 1.0, True),
    ("names/redocred_dev", 0.4, True),
    ("names/redocred_test", 0.4, True),
    ("names/btc_train", 0.5, False),
]
MISC = {"MISC", "EVENT", "PROD", "NORP", "WORK"}
COREF = [("coref/gap_train", 1.0), ("coref/litbank_all", 0.4)]
# corpora that carry names and chains over the same texts
BOTH = [("gum_open_train", "names/gum_open_derived_train", "coref/gum_open_train", True), ("meantime_train", "names/meantime_train", "coref/meantime_train", False)]


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


class Document:
    """One text: its words, where sentences start, and the labels that are known."""

    def __init__(self, text, cut):
        self.text = text
        self.spans = [(t[0], t[1]) for t in cut["tokens"]]
        self.words = [text[s:e] for s, e in self.spans]
        self.flags = [t[2] for t in cut["tokens"]]
        self.breaks = sorted({*cut["starts"], 0})
        self.names = None
        self.misc = True
        self.attributions = None
        self.links = None
        self.starts = [s for s, _ in self.spans]

    def words_in(self, start, end):
        """The range of words that overlap these code points."""
        import bisect

        first = bisect.bisect_right(self.starts, start) - 1
        if first < 0 or self.spans[first][1] <= start:
            first += 1
        last = first
        while last < len(self.spans) and self.spans[last][0] < end:
            last += 1
        return first, last


def demonyms(lexicon):
    """Adjectives and nouns of peoples: some corpora call them places; here they are MISC."""
    found = set()
    with open(os.path.join(lexicon, "countries.tsv"), encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                for column in line.rstrip("\n").split("\t")[3:5]:
                    found.update(column.split("|"))
    with open(os.path.join(lexicon, "peoples.tsv"), encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                found.add(line.split("\t")[0])
    return found


def countries(lexicon):
    with open(os.path.join(lexicon, "countries.tsv"), encoding="utf-8") as file:
        return {line.split("\t")[0] for line in file if not line.startswith("#")}


def mark_names(document, row, misc, peoples, states, corpus):
    labels = [0] * len(document.words)
    for start, end, kind in sorted(row["entities"], key=lambda e: e[0] - e[1]):
        text = row["text"][start:end]
        while text.lower().startswith(("the ", "a ", "an ")):
            cut = text.index(" ") + 1
            start, text = start + cut, text[cut:]
        if kind in MISC or kind in ("PER", "ORG", "LOC"):
            label = "MISC" if kind in MISC else kind
        else:
            continue
        if not any(c.isupper() for c in text) and "btc" not in corpus:
            continue
        first, last = document.words_in(start, end)
        if first >= last:
            continue
        if label == "LOC" and text in peoples and text not in states:
            label = "MISC"
        doubtful = ("re3d" in corpus and (text in states or text in peoples)) or document.spans[first][0] != start or document.spans[last - 1][1] != end
        if any(labels[i] not in (0,) for i in range(first, last)):
            continue
        for i in range(first, last):
            labels[i] = UNMARKED if doubtful else LABELS.index(("B-" if i == first else "I-") + label)
    document.names, document.misc = labels, misc


def mark_attributions(document, row):
    found = []
    for a in row["attributions"]:
        if not a["cue"] or not a["content"]:
            continue
        roles = {}
        for role, key in ((1, "source"), (2, "content"), (3, "cue")):
            for start, end in a[key]:
                first, last = document.words_in(start, end)
                for i in range(first, last):
                    roles[i] = role
        anchor, after = document.words_in(*a["cue"][0])
        if anchor < after:
            found.append((anchor, roles))
    document.attributions = found


def mark_links(document, row):
    """(pronoun, [(first, last, same)]): mentions near a pronoun, and whether they are what it stands for."""
    if "A" in row:
        pronoun, _ = document.words_in(*row["pronoun"])
        document.links = [(pronoun, [(*document.words_in(*row[k]), row[k + "_coref"]) for k in "AB"])]
        return
    mentions = []
    for number, cluster in enumerate(row["clusters"]):
        for start, end in cluster:
            first, last = document.words_in(start, end)
            if first < last:
                mentions.append((first, last, number))
    mentions = sorted(set(mentions))
    named = [m for m in mentions if m[1] - m[0] <= 12 and document.words[m[0]].lower() not in PRONOUNS and
             not (m[1] - m[0] == 1 and document.words[m[0]].lower() in {"i", "you", "we", "me", "us", "my", "your", "our", "who", "which", "that", "this"})]
    links = []
    for first, last, number in mentions:
        if last - first != 1 or document.words[first].lower() not in PRONOUNS:
            continue
        near = [(f, l, n == number) for f, l, n in named if first - 90 <= f and l <= first + 25 and not (f <= first < l)]
        if any(same for _, _, same in near):
            links.append((first, near))
    document.links = links


def load(data, tokens, lexicon):
    """Documents with their share of an epoch."""
    peoples, states = demonyms(lexicon), countries(lexicon)

    def cut(name):
        return {r["id"]: r for r in rows(os.path.join(tokens, os.path.basename(name) + ".jsonl"))}

    found = []
    words = cut("attribution/polnear.train")
    for row in rows(f"{data}/attribution/polnear.train.jsonl"):
        document = Document(row["text"], words[row["id"]])
        mark_attributions(document, row)
        found.append((document, 1.0, "attribution"))
    for name, share, misc in NAMES:
        words = cut(name)
        for row in rows(f"{data}/{name}.jsonl"):
            document = Document(row["text"], words[row["id"]])
            mark_names(document, row, misc, peoples, states, name)
            found.append((document, share, "names"))
    for name, share in COREF:
        words = cut(name)
        for row in rows(f"{data}/{name}.jsonl"):
            document = Document(row["text"], words[row["id"]])
            mark_links(document, row)
            found.append((document, share, "links"))
    for name, named, chained, misc in BOTH:
        words = cut(name)
        chains = {r["id"]: r for r in rows(f"{data}/{chained}.jsonl")}
        for row in rows(f"{data}/{named}.jsonl"):
            if row["id"] not in words or words[row["id"]]["text"] != row["text"]:
                continue
            document = Document(row["text"], words[row["id"]])
            mark_names(document, row, misc, peoples, states, named)
            if row["id"] in chains and chains[row["id"]]["text"] == row["text"]:
                mark_links(document, chains[row["id"]])
            found.append((document, 1.0, "both"))
    return found


def windows(document, limit, sizes, chance):
    """Ranges of words: whole sentences up to `limit` pieces; where the first starts is drawn by chance."""
    breaks = [*document.breaks, len(document.words)]
    if len(breaks) < 2:
        return
    at = 0
    first = chance.uniform(0.5, 1.0) * limit
    room = first
    start = 0
    for i in range(len(breaks) - 1):
        size = sum(sizes[breaks[i]:breaks[i + 1]])
        if at and at + size > room:
            yield start, breaks[i]
            start, at, room = breaks[i], 0, limit
        at += size
    yield start, breaks[-1]
