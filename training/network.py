"""The networks: two encoders that give a vector a word, and the heads that both share."""
import json
import os
import unicodedata

import torch
from torch import nn
from torch.nn import functional as F

SIZES = [0, 1, 2, 3, 4, 6, 9, 14, 22, 34, 54, 89]
ROLES = 4
FLAGS = 16


def bucket(distance):
    size = distance.abs()
    limits = torch.tensor(SIZES, dtype=size.dtype)
    klass = torch.bucketize(size, limits)
    return torch.where(distance >= 0, 12 + klass, 12 - klass)


def shape(word):
    if any(c.isdigit() for c in word):
        return 1
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 0
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 2
    if len(letters) == 1:
        return 4
    if all(upper):
        return 5
    if upper[0] and not any(upper[1:]):
        return 3
    return 6


class WordPieces:
    """BERT's uncased word pieces, a word at a time."""

    def __init__(self, vocabulary):
        from tokenizers import models, normalizers, pre_tokenizers

        self.ids = {p: i for i, p in enumerate(vocabulary)}
        self.normal = normalizers.BertNormalizer(lowercase=True)
        self.parts = pre_tokenizers.BertPreTokenizer()
        self.model = models.WordPiece(self.ids, unk_token="[UNK]", max_input_chars_per_word=100)
        self.known = {}

    def __call__(self, word):
        if word not in self.known:
            pieces = []
            for part, _ in self.parts.pre_tokenize_str(self.normal.normalize_str(word)):
                pieces += [t.id for t in self.model.tokenize(part)]
            self.known[word] = pieces or [self.ids["[UNK]"]]
        return self.known[word]


class Layer(nn.Module):
    def __init__(self, width, heads, inner, drop):
        super().__init__()
        self.heads = heads
        for name in ("query", "key", "value", "output"):
            setattr(self, name, nn.Linear(width, width))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.attention_norm, self.output_norm = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x, mask):
        b, t, w = x.shape
        q, k, v = (getattr(self, n)(x).view(b, t, self.heads, -1).transpose(1, 2) for n in ("query", "key", "value"))
        # the fused form of PyTorch takes three times as long on a processor for windows as short as these
        shares = (q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5).masked_fill(~mask, -1e4).softmax(-1)
        y = (shares.to(v.dtype) @ v).transpose(1, 2).reshape(b, t, w)
        x = self.attention_norm(x + self.drop(self.output(y)))
        return self.output_norm(x + self.drop(self.down(F.gelu(self.up(x)))))


class Transformer(nn.Module):
    """MiniLM-L6 with a vector for each word's shape added to its pieces."""

    def __init__(self, folder, drop=0.1):
        super().__init__()
        from safetensors.torch import load_file

        with open(os.path.join(folder, "vocab.txt"), encoding="utf-8") as file:
            self.vocabulary = file.read().split("\n")
        if self.vocabulary[-1] == "":
            self.vocabulary.pop()
        self.pieces = WordPieces(self.vocabulary)
        with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
            config = json.load(file)
        self.width = config["hidden_size"]
        weights = load_file(os.path.join(folder, "model.safetensors"))
        weights = {k.removeprefix("bert."): v for k, v in weights.items()}
        self.words = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"].clone(), freeze=True)
        self.positions = nn.Embedding.from_pretrained(
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0], freeze=False)
        self.shapes = nn.Embedding(8, self.width)
        nn.init.zeros_(self.shapes.weight)
        self.flags = nn.Linear(FLAGS, self.width, bias=False)
        nn.init.zeros_(self.flags.weight)
        self.norm = nn.LayerNorm(self.width, 1e-12)
        self.drop = nn.Dropout(drop)
        self.layers = nn.ModuleList(
            Layer(self.width, config["num_attention_heads"], config["intermediate_size"], drop) for _ in range(config["num_hidden_layers"]))
        def take(module, name):
            module.weight.data.copy_(weights[name + ".weight"])
            module.bias.data.copy_(weights[name + ".bias"])
        take(self.norm, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            base = f"encoder.layer.{i}."
            for ours, theirs in (("query", "attention.self.query"), ("key", "attention.self.key"), ("value", "attention.self.value"),
                                 ("output", "attention.output.dense"), ("attention_norm", "attention.output.LayerNorm"),
                                 ("up", "intermediate.dense"), ("down", "output.dense"), ("output_norm", "output.LayerNorm")):
                take(getattr(layer, ours), base + theirs)

    def sizes(self, words):
        return [len(self.pieces(w)) for w in words]

    def inputs(self, texts):
        """Pieces, shapes, flags and the place of each word's first piece, for (words, flags) of several windows."""
        cls, sep = self.pieces.ids["[CLS]"], self.pieces.ids["[SEP]"]
        rows, forms, marks, firsts = [], [], [], []
        for words, flags in texts:
            ids, kinds, bits, first = [cls], [7], [0], []
            for word, flag in zip(words, flags):
                first.append(len(ids))
                pieces = self.pieces(word)
                kind = shape(word)
                ids += pieces
                kinds += [kind] * len(pieces)
                bits += [flag] * len(pieces)
            rows.append((ids + [sep])[:512])
            forms.append((kinds + [7])[:512])
            marks.append((bits + [0])[:512])
            firsts.append([min(f, 511) for f in first])
        return rows, forms, marks, firsts

    def states(self, texts):
        """A vector for each piece of each window, which of them are there, and where each word's first piece stands."""
        rows, forms, marks, firsts = self.inputs(texts)
        longest = max(map(len, rows))
        ids = torch.zeros(len(rows), longest, dtype=torch.long)
        kinds = torch.zeros_like(ids)
        bits = torch.zeros_like(ids)
        mask = torch.zeros(len(rows), longest, dtype=torch.bool)
        for i, (r, f, m) in enumerate(zip(rows, forms, marks)):
            ids[i, :len(r)] = torch.tensor(r)
            kinds[i, :len(r)] = torch.tensor(f)
            bits[i, :len(r)] = torch.tensor(m)
            mask[i, :len(r)] = True
        x = self.words(ids) + self.positions.weight[:longest] + self.shapes(kinds)
        if bits.any():
            x = x + self.flags(((bits[..., None] >> torch.arange(FLAGS)) & 1).float())
        x = self.drop(self.norm(x))
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            for layer in self.layers:
                x = layer(x, mask[:, None, None, :])
        return x.float(), mask, firsts

    def forward(self, texts):
        x, _, firsts = self.states(texts)
        return torch.cat([x[i, torch.tensor(f)] for i, f in enumerate(firsts)])

    def sentences(self, texts):
        """The mean over all pieces: what the pre-trained encoder calls the vector of a sentence."""
        x, mask, _ = self.states(texts)
        return F.normalize((x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True), dim=-1)


def fnv(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


class Convolution(nn.Module):
    """Hashed features of words under dilated convolutions, from scratch."""

    def __init__(self, rows=1 << 15, depth=64, width=128, dilations=(1, 2, 4, 8, 1), drop=0.2):
        super().__init__()
        self.rows, self.width, self.dilations = rows, width, dilations
        self.hashed = nn.EmbeddingBag(rows, depth, mode="sum")
        nn.init.normal_(self.hashed.weight, std=0.3)
        self.shapes = nn.Embedding(8, depth)
        self.flags = nn.Linear(FLAGS, depth, bias=False)
        self.norm = nn.LayerNorm(depth, 1e-5)
        self.project = nn.Linear(depth, width)
        self.convs = nn.ModuleList(nn.Conv1d(width, width, 3, padding=d, dilation=d) for d in dilations)
        self.norms = nn.ModuleList(nn.LayerNorm(width, 1e-5) for _ in dilations)
        self.drop = nn.Dropout(drop)
        self.known = {}

    def sizes(self, words):
        return [1] * len(words)

    def features(self, word):
        if word not in self.known:
            lower = word.lower()
            digits = "".join("0" if c.isdigit() else c for c in lower)
            kinds = ("w:" + lower, "p:" + lower[:3], "s:" + lower[-3:], "t:" + lower[-2:], "n:" + digits)
            self.known[word] = ([fnv(k) & (self.rows - 1) for k in kinds], shape(word))
        return self.known[word]

    def forward(self, texts):
        longest = max(len(w) for w, _ in texts)
        total = torch.zeros(len(texts), longest, self.width)
        bags, kinds, bits = [], [], []
        for words, flags in texts:
            for word, flag in zip(words, flags):
                rows, kind = self.features(word)
                if self.training and torch.rand(()) < 0.08:
                    rows = [rows[1]] + rows[2:4] + [rows[1]] * 2  # rare words are unknown ones some day
                bags.append(rows)
                kinds.append(kind)
                bits.append(flag)
        x = self.hashed(torch.tensor(bags)) + self.shapes(torch.tensor(kinds))
        x = x + self.flags(((torch.tensor(bits)[..., None] >> torch.arange(FLAGS)) & 1).float())
        x = self.project(self.drop(self.norm(x)))
        mask = torch.zeros(len(texts), longest, 1)
        at = 0
        for i, (words, _) in enumerate(texts):
            total[i, :len(words)] = x[at:at + len(words)]
            mask[i, :len(words)] = 1
            at += len(words)
        x = total
        for conv, norm in zip(self.convs, self.norms):
            y = F.gelu(conv((x * mask).transpose(1, 2))).transpose(1, 2)
            x = norm(x + self.drop(y))
        return torch.cat([x[i, :len(w)] for i, (w, _) in enumerate(texts)])


class Heads(nn.Module):
    def __init__(self, width, rank=128):
        super().__init__()
        self.names = nn.Linear(width, 9)
        self.cues = nn.Linear(width, 1)
        self.role_word, self.role_anchor = nn.Linear(width, rank), nn.Linear(width, rank, bias=False)
        self.role_distance, self.role_out = nn.Embedding(25, rank), nn.Linear(rank, ROLES)
        self.link_anchor, self.link_candidate = nn.Linear(width, rank), nn.Linear(width, rank, bias=False)
        self.link_product = nn.Linear(width, rank, bias=False)
        self.link_distance, self.link_out = nn.Embedding(25, rank), nn.Linear(rank, 1)
        self.sentence = nn.Linear(width, width)
        self.drop = nn.Dropout(0.1)

    def sentences(self, h, ranges):
        """The vector of each range of words of `h`."""
        means = torch.stack([h[a:b].mean(0) for a, b in ranges])
        return F.normalize(self.sentence(means), dim=-1)

    def roles(self, h, anchors, words):
        """Logits of the roles of `words` for the cues that start at `anchors` (indices into `h`, pairwise)."""
        z = self.role_word(h)[words] + self.role_anchor(h)[anchors] + self.role_distance(bucket(words - anchors))
        return self.role_out(self.drop(F.gelu(z)))

    def links(self, h, pronouns, firsts, lasts):
        mention = (h[firsts] + h[lasts]) / 2
        z = self.link_anchor(h[pronouns]) + self.link_candidate(mention) + self.link_product(h[pronouns] * mention) + self.link_distance(bucket(firsts - pronouns))
        return self.link_out(self.drop(F.gelu(z))).squeeze(-1)


class Network(nn.Module):
    def __init__(self, encoder, rank=128):
        super().__init__()
        self.encoder = encoder
        self.heads = Heads(encoder.width, rank)
