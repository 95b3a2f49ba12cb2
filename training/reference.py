"""The networks that `crates/infer` runs, as plainly as numpy can say them, and its fixtures.

    python training/reference.py crates/infer/tests/data

writes `transformer`, `convolution` and `comparer`, each as a tiny network of chance (.safetensors) and what comes out of it for
a few words (.json). It needs numpy and nothing else, and the same seed gives the same files. All is in double precision but for
the weights; inputs of layers whose weights are bytes are quantised row by row, as the format asks.
"""
import json
import math
import struct
import sys
import unicodedata

import numpy as np

LABELS = 9
SIZES = [0, 1, 2, 3, 4, 6, 9, 14, 22, 34, 54, 89]
erf = np.vectorize(math.erf)


def gelu(x):
    return 0.5 * x * (1 + erf(x / math.sqrt(2)))


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def norm(t, name, x, epsilon):
    x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + epsilon)
    return x * t[name + ".weight"] + t[name + ".bias"]


def linear(t, name, x):
    """Rows times weights, plus the bias where there is one; rows are quantised where the weights are bytes."""
    weight = t[name + ".weight"]
    if weight.dtype == np.int8:
        scale = np.abs(x).max(-1, keepdims=True) / 127
        q = np.divide(x, scale, out=np.zeros_like(x), where=scale > 0)
        q = np.clip(np.sign(q) * np.floor(np.abs(q) + 0.5), -127, 127)
        y = (q @ weight.T.astype(np.float64)) * (scale * t[name + ".scale"])
    else:
        y = x @ weight.T.astype(np.float64)
    return y + t.get(name + ".bias", 0)


def shape(word):
    if any(c.isdigit() for c in word):
        return 1
    letters = [c for c in word if c.isalpha()]
    upper = [c.isupper() for c in letters]
    if not letters:
        return 0
    if not any(upper):
        return 2
    if len(letters) == 1:
        return 4
    if all(upper):
        return 5
    return 3 if upper[0] and not any(upper[1:]) else 6


def cut(ids, word):
    """Ids of a word's pieces; enough of BERT's rules for the fixture's words."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    parts = "".join(f" {c} " if unicodedata.category(c)[0] == "P" else c for c in plain).split()
    found = []
    for part in parts:
        start, own = 0, []
        while start < len(part):
            prefix = "##" if start else ""
            end = next((e for e in range(len(part), start, -1) if prefix + part[start:e] in ids), None)
            if end is None:
                own = [ids["[UNK]"]]
                break
            own.append(ids[prefix + part[start:end]])
            start = end
        found += own
    return found or [ids["[UNK]"]]


def flagged(table, flags):
    return sum((table[k] for k in range(len(table)) if flags >> k & 1), np.zeros(table.shape[1]))


def transformer(meta, t, words, whole=False):
    """The vectors of the words of one window; with those of all its pieces."""
    ids = {p: i for i, p in enumerate(bytes(t["vocabulary"]).decode().split("\n"))}
    rows, firsts = [(ids["[CLS]"], 7, 0)], []
    for word, flags in words:
        firsts.append(len(rows))
        rows += [(i, shape(word), flags) for i in cut(ids, word)]
    rows.append((ids["[SEP]"], 7, 0))
    x = np.stack([
        t["embeddings.words"][i].astype(np.float64) * t["embeddings.words.scale"][i] + t["embeddings.positions"][p]
        + t["embeddings.shapes"][s] + flagged(t["embeddings.flags"], f)
        for p, (i, s, f) in enumerate(rows)
    ])
    x = norm(t, "embeddings.norm", x, 1e-12)
    x = layers(meta, t, "layers", x)
    return (x[firsts], x) if whole else x[firsts]


def layers(meta, t, name, x):
    depth = int(meta["width"]) // int(meta["heads"])
    for i in range(int(meta[name])):
        of = f"{name}.{i}."
        q, k, v = (linear(t, of + n, x).reshape(len(x), -1, depth).swapaxes(0, 1) for n in ("query", "key", "value"))
        y = (softmax(q @ k.swapaxes(1, 2) / math.sqrt(depth)) @ v).swapaxes(0, 1).reshape(x.shape)
        x = norm(t, of + "attention_norm", x + linear(t, of + "output", y), 1e-12)
        y = linear(t, of + "down", gelu(linear(t, of + "up", x)))
        x = norm(t, of + "output_norm", x + y, 1e-12)
    return x


def comparer(meta, t, first, second):
    """How alike two wordings are, each read after what stands before it, and the odds of the four verdicts on them."""
    def half(before, words):
        pieces = transformer(meta, t, [(w, 1) for w, _ in before] + [(w, 0) for w, _ in words], whole=True)[1]
        ids = {p: i for i, p in enumerate(bytes(t["vocabulary"]).decode().split("\n"))}
        return np.delete(pieces, slice(1, 1 + sum(len(cut(ids, w)) for w, _ in before)), 0)

    x, y = half(*first), half(*second)
    u, v = (linear(t, "vector", z.mean(0)) for z in (x, y))
    u, v = u / np.linalg.norm(u), v / np.linalg.norm(v)
    z = layers(meta, t, "joint", np.concatenate([x, y + t["second"]]))
    m, n = z[:len(x)].mean(0), z[len(x):].mean(0)
    told = np.concatenate([m + n, abs(m - n), m * n, abs(u - v) * 10, u * v * 100])
    return u @ v, softmax(linear(t, "pair.out", gelu(linear(t, "pair.inner", told))))


def fnv(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def convolution(meta, t, words):
    """The vectors of a text."""
    hashed, scale = t["embeddings.hashed"].astype(np.float64), t["embeddings.hashed.scale"]
    x = []
    for word, flags in words:
        low = word.lower()
        plain = "".join("0" if c.isdigit() else c for c in low)
        rows = [fnv(f) & (len(hashed) - 1) for f in ("w:" + low, "p:" + low[:3], "s:" + low[-3:], "t:" + low[-2:], "n:" + plain)]
        x.append((hashed[rows] * scale[rows, None]).sum(0) + t["embeddings.shapes"][shape(word)] + flagged(t["embeddings.flags"], flags))
    x = linear(t, "embeddings.project", norm(t, "embeddings.norm", np.stack(x), 1e-5))
    for i, d in enumerate(map(int, meta["dilations"].split(","))):
        zero = np.zeros((d, x.shape[1]))
        taps = np.concatenate([np.concatenate([zero, x])[:len(x)], x, np.concatenate([x, zero])[d:][:len(x)]], 1)
        x = norm(t, f"layers.{i}.norm", x + gelu(linear(t, f"layers.{i}.conv", taps)), 1e-5)
    return x


def bucket(distance):
    size = sum(abs(distance) > s for s in SIZES)
    return 12 + size if distance >= 0 else 12 - size


def roles(t, h, anchor):
    distance = np.stack([t["heads.roles.distance"][bucket(i - anchor)] for i in range(len(h))])
    z = linear(t, "heads.roles.word", h) + linear(t, "heads.roles.anchor", h[anchor]) + distance
    return softmax(linear(t, "heads.roles.out", gelu(z)))


def link(t, h, pronoun, first, last):
    mean = (h[first] + h[last]) / 2
    z = (linear(t, "heads.links.anchor", h[pronoun]) + linear(t, "heads.links.candidate", mean)
         + linear(t, "heads.links.product", h[pronoun] * mean) + t["heads.links.distance"][bucket(first - pronoun)])
    return 1 / (1 + np.exp(-linear(t, "heads.links.out", gelu(z))[0]))


class Chance:
    """Tensors of chance, under their names."""

    def __init__(self, seed):
        self.draw = np.random.default_rng(seed)
        self.t = {}

    def f32(self, name, *shape, middle=0.0, size=0.3):
        self.t[name] = (middle + size * self.draw.standard_normal(shape)).astype(np.float32)

    def i8(self, name, *shape):
        self.t[name] = self.draw.integers(-127, 128, shape).astype(np.int8)

    def norm(self, name, width):
        self.f32(name + ".weight", width, middle=1.0, size=0.1)
        self.f32(name + ".bias", width, size=0.1)

    def quantised(self, name, outputs, inputs):
        self.i8(name + ".weight", outputs, inputs)
        self.t[name + ".scale"] = (self.draw.uniform(0.5, 1.5, outputs) / 73 / math.sqrt(inputs)).astype(np.float32)
        self.f32(name + ".bias", outputs, size=0.1)

    def layers(self, of, count, width, inner):
        for i in range(count):
            for name, outputs, inputs in (("query", width, width), ("key", width, width), ("value", width, width),
                                          ("output", width, width), ("up", inner, width), ("down", width, inner)):
                self.quantised(f"{of}.{i}.{name}", outputs, inputs)
            self.norm(f"{of}.{i}.attention_norm", width)
            self.norm(f"{of}.{i}.output_norm", width)

    def heads(self, width, rank):
        for name, outputs, inputs, biased in (
                ("names", LABELS, width, True), ("cues", 1, width, True), ("roles.word", rank, width, True),
                ("roles.anchor", rank, width, False), ("roles.out", 4, rank, True), ("links.anchor", rank, width, True),
                ("links.candidate", rank, width, False), ("links.product", rank, width, False), ("links.out", 1, rank, True),
                ("sentence", 8, width, True)):
            self.f32(f"heads.{name}.weight", outputs, inputs)
            if biased:
                self.f32(f"heads.{name}.bias", outputs)
        self.f32("heads.roles.distance", 25, rank)
        self.f32("heads.links.distance", 25, rank)


def tiny_transformer():
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *".,'-$%", *"abcdefghijklmnopqrstuvwxyz0123456789", "the", "said", "gov", "##ernor", "##or",
                  "##e", "##s", "##a", "of", "drone", "##k", "kyiv", "##it", "##y", "##0", "##4", "not", "is"]
    width, inner = 16, 24
    c = Chance(11)
    c.t["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode(), np.uint8)
    c.i8("embeddings.words", len(vocabulary), width)
    c.t["embeddings.words.scale"] = c.draw.uniform(0.002, 0.01, len(vocabulary)).astype(np.float32)
    c.f32("embeddings.positions", 48, width)
    c.f32("embeddings.shapes", 8, width)
    c.f32("embeddings.flags", 4, width)
    c.norm("embeddings.norm", width)
    c.layers("layers", 2, width, inner)
    c.heads(width, 8)
    return {"encoder": "transformer", "width": "16", "layers": "2", "heads": "2"}, c.t


def tiny_comparer():
    meta, tensors = tiny_transformer()
    width = int(meta["width"])
    c = Chance(13)
    c.t = {name: t for name, t in tensors.items() if not name.startswith("heads.")}
    c.layers("joint", 1, width, 24)
    c.f32("second", width)
    c.quantised("vector", width, width)
    c.quantised("pair.inner", 12, 5 * width)
    c.quantised("pair.out", 4, 12)
    return {"format": "sayso-comparer/1", "width": meta["width"], "heads": meta["heads"], "layers": "2", "joint": "1"}, c.t


def tiny_convolution():
    width, depth, rows = 16, 8, 64
    c = Chance(12)
    c.i8("embeddings.hashed", rows, depth)
    c.t["embeddings.hashed.scale"] = c.draw.uniform(0.002, 0.01, rows).astype(np.float32)
    c.f32("embeddings.shapes", 8, depth)
    c.f32("embeddings.flags", 4, depth)
    c.norm("embeddings.norm", depth)
    c.quantised("embeddings.project", width, depth)
    for i in range(3):
        c.quantised(f"layers.{i}.conv", width, 3 * width)
        c.norm(f"layers.{i}.norm", width)
    c.heads(width, 8)
    return {"encoder": "convolution", "width": "16", "layers": "3", "dilations": "1,2,4"}, c.t


def write_safetensors(path, meta, tensors):
    header, at = {"__metadata__": {"format": "sayso-network/1", "name": "tiny", **meta}}, 0
    kinds = {"float32": "F32", "int8": "I8", "uint8": "U8"}
    for name, t in sorted(tensors.items()):
        header[name] = {"dtype": kinds[t.dtype.name], "shape": list(t.shape), "data_offsets": [at, at + t.nbytes]}
        at += t.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, t in sorted(tensors.items()):
            file.write(t.tobytes())


def rounded(x):
    return np.round(np.asarray(x), 6).tolist()


def main(folder):
    text = "The governor of Kyiv said 40 drones did n't hit the city . “ Éva is not THERE , ” McNash said $ 4 a.m. – it s"
    words = [(word, [0, 1, 2, 5, 8][i % 5]) for i, word in enumerate(text.split())]
    for name, make, encode in (("transformer", tiny_transformer, transformer), ("convolution", tiny_convolution, convolution)):
        meta, tensors = make()
        write_safetensors(f"{folder}/{name}.safetensors", meta, tensors)
        h = encode(meta, tensors, words)
        anchor, pronoun, mentions = 4, 25, [[0, 2], [3, 4], [13, 14], [18, 20]]
        sentence = linear(tensors, "heads.sentence", h[:12].mean(0))
        found = {
            "words": [[w, f] for w, f in words],
            "vectors": rounded(h),
            "names": rounded(np.log(softmax(linear(tensors, "heads.names", h)))),
            "cues": rounded(1 / (1 + np.exp(-linear(tensors, "heads.cues", h)[:, 0]))),
            "anchor": anchor,
            "roles": rounded(roles(tensors, h, anchor)),
            "pronoun": pronoun,
            "mentions": mentions,
            "links": rounded([link(tensors, h, pronoun, f, l - 1) for f, l in mentions]),
            "sentence": rounded(sentence / np.linalg.norm(sentence)),
        }
        with open(f"{folder}/{name}.json", "w", encoding="utf-8") as file:
            json.dump(found, file, ensure_ascii=False, separators=(",", ":"))
            file.write("\n")

    meta, tensors = tiny_comparer()
    write_safetensors(f"{folder}/comparer.safetensors", meta, tensors)
    pairs = [(([], words[:9]), (words[:9], words[9:13])), ((words[9:13], words[13:20]), ([], words[:3])), (([], words[4:7]), ([], words[4:7]))]
    told = [comparer(meta, tensors, *pair) for pair in pairs]
    found = {"pairs": [[[[w for w, _ in part] for part in half] for half in pair] for pair in pairs], "likeness": rounded([t[0] for t in told]), "odds": rounded([t[1] for t in told])}
    with open(f"{folder}/comparer.json", "w", encoding="utf-8") as file:
        json.dump(found, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
