"""How near the sentence vectors of a checkpoint come to the pre-trained encoder's: the correlation of likenesses of sentences held out."""
import argparse
import os
import random

import torch

import corpora
from network import Network, Transformer


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--tokens", required=True)
    parser.add_argument("corpus")
    options = parser.parse_args()
    network = Network(Transformer(options.encoder))
    network.load_state_dict(torch.load(options.checkpoint, weights_only=False)["network"])
    network.eval()
    teacher = Transformer(options.encoder).eval()
    words = {r["id"]: r for r in corpora.rows(os.path.join(options.tokens, os.path.basename(options.corpus)))}
    got, wanted = [], []
    chance = random.Random(1)
    for row in corpora.rows(options.corpus):
        document = corpora.Document(row["text"], words[row["id"]])
        breaks = [*document.breaks, len(document.words)]
        ranges = [(a, b) for a, b in zip(breaks, breaks[1:]) if 5 <= b - a <= 60 and b < 180]
        if not ranges:
            continue
        with torch.no_grad():
            h = network.encoder([(document.words[:180], document.flags[:180])])
            for a, b in chance.sample(ranges, min(4, len(ranges))):
                got.append(network.heads.sentences(h, [(a, b)])[0])
                wanted.append(teacher.sentences([(document.words[a:b], [0] * (b - a))])[0])
    got, wanted = torch.stack(got), torch.stack(wanted)
    upper = torch.triu_indices(len(got), len(got), 1)
    pairs = torch.stack([(got @ got.T)[upper[0], upper[1]], (wanted @ wanted.T)[upper[0], upper[1]]])
    print(f"{len(got)} sentences, correlation of likenesses {torch.corrcoef(pairs)[0, 1]:.3f}, mean cosine to the encoder's {(got * wanted).sum(1).mean():.3f}")


if __name__ == "__main__":
    main()
