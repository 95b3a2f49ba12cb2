"""What a checkpoint alone makes of a corpus, in the form that the scorers read: a check before it is packed."""
import argparse
import json
import os

import torch

import corpora
from network import Convolution, Network, Transformer

REACH = 110


def runs(document, labels, wanted):
    """Stretches of words with a label, as code points."""
    found = []
    for i in sorted(i for i, l in labels.items() if l == wanted):
        start, end = document.spans[i]
        if found and i == found[-1][2] + 1:
            found[-1] = [found[-1][0], end, i]
        else:
            found.append([start, end, i])
    return [[s, e] for s, e, _ in found]


def spans(document, labels):
    found, kind = [], None
    for i, label in enumerate(labels):
        name = corpora.LABELS[label]
        if name == "O":
            kind = None
        elif name[0] == "B" or kind != name[2:]:
            kind = name[2:]
            found.append([*document.spans[i], kind])
        else:
            found[-1][1] = document.spans[i][1]
    return [f for f in found if f[2] != "MISC"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", choices=["fast", "accurate"], required=True)
    parser.add_argument("--encoder")
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--tokens", required=True)
    parser.add_argument("--cue", type=float, default=0.5)
    parser.add_argument("corpus")
    options = parser.parse_args()
    torch.set_num_threads(1)
    network = Network(Transformer(options.encoder) if options.profile == "accurate" else Convolution())
    network.load_state_dict(torch.load(options.checkpoint, weights_only=False)["network"])
    network.eval()
    words = {r["id"]: r for r in corpora.rows(os.path.join(options.tokens, os.path.basename(options.corpus)))}
    gap = [0, 0, 0]
    for row in corpora.rows(options.corpus):
        document = corpora.Document(row["text"], words[row["id"]])
        names, attributions = [], []
        sizes = network.encoder.sizes(document.words)

        class Always:
            @staticmethod
            def uniform(a, b):
                return b

        if "A" in row:
            corpora.mark_links(document, row)
        for a, b in corpora.windows(document, 240 if options.profile == "accurate" else 2000, sizes, Always) if document.words else ():
            with torch.no_grad():
                h = network.encoder([(document.words[a:b], document.flags[a:b])])
                if "entities" in row:
                    names += network.heads.names(h).argmax(-1).tolist()
                if "attributions" in row:
                    cues = torch.sigmoid(network.heads.cues(h).squeeze(-1))
                    for anchor in torch.nonzero(cues > options.cue).flatten().tolist():
                        lo, hi = max(0, anchor - REACH), min(b - a, anchor + REACH)
                        where = torch.arange(lo, hi)
                        labels = network.heads.roles(h, torch.full_like(where, anchor), where).argmax(-1).tolist()
                        labels = {a + lo + i: l for i, l in enumerate(labels)}
                        labels[a + anchor] = 3
                        attributions.append({"source": runs(document, labels, 1), "cue": runs(document, labels, 3), "content": runs(document, labels, 2), "kind": None})
                for pronoun, mentions in document.links or ():
                    if not a <= pronoun < b or "A" not in row:
                        continue
                    scores = network.heads.links(h, torch.tensor([pronoun - a] * 2), torch.tensor([min(max(f - a, 0), b - a - 1) for f, _, _ in mentions]), torch.tensor([min(max(l - a - 1, 0), b - a - 1) for _, l, _ in mentions]))
                    for score, (_, _, same) in zip(scores.tolist(), mentions):
                        gap[0] += score > 0 and same
                        gap[1] += score > 0
                        gap[2] += same
        print(json.dumps({"id": row["id"], "text": row["text"], "entities": spans(document, names), "attributions": [x for x in attributions if x["content"]]}))
    if gap[2]:
        import sys

        print("pronouns F1 given the two names", round(200 * gap[0] / (gap[1] + gap[2]), 2), file=sys.stderr)


if __name__ == "__main__":
    main()
