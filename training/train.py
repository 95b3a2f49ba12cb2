"""Trains one network; stops and resumes at a checkpoint. See README.md."""
import argparse
import os
import random
import time

import torch
from torch.nn import functional as F

import corpora
from network import Convolution, Network, Transformer

REACH = 110


def likeness(network, teacher, h, batch, chance):
    """How far the vectors of some sentences, and the likeness of each to each, are from the pre-trained encoder's."""
    found, at = [], 0
    for d, a, b in batch:
        breaks = [x for x in d.breaks if a <= x < b] + [b]
        found += [(at + x - a, at + y - a, d.words[x:y]) for x, y in zip(breaks, breaks[1:]) if 4 <= y - x <= 60]
        at += b - a
    chosen = chance.sample(found, min(24, len(found)))
    if len(chosen) < 2:
        return None
    with torch.no_grad():
        wanted = teacher.sentences([(words, [0] * len(words)) for _, _, words in chosen])
    got = network.heads.sentences(h, [(x, y) for x, y, _ in chosen])
    return (1 - (got * wanted).sum(-1)).mean() + 4 * (got @ got.T - wanted @ wanted.T).square().mean()


def losses(network, teacher, batch, linked, chance):
    texts = [(d.words[a:b], d.flags[a:b]) for d, a, b in batch]
    h = network.heads.drop(network.encoder(texts))
    parts = {}
    at = 0
    names, hidden, cue_words, cue_labels = [], [], [], []
    role = ([], [], [])
    link = ([], [], [], [])
    for d, a, b in batch:
        size = b - a
        if d.names is not None:
            names += [(at + i, d.names[a + i]) for i in range(size) if d.names[a + i] >= 0]
            hidden += [not d.misc] * sum(d.names[a + i] >= 0 for i in range(size))
        if d.attributions is not None:
            anchors = {anchor for anchor, _ in d.attributions}
            cue_words += range(at, at + size)
            cue_labels += [float(a + i in anchors) for i in range(size)]
            for anchor, roles in d.attributions:
                if not a <= anchor < b:
                    continue
                lo, hi = max(a, anchor - REACH), min(b, anchor + REACH)
                role[0].extend([at + anchor - a] * (hi - lo))
                role[1].extend(range(at + lo - a, at + hi - a))
                role[2].extend(roles.get(i, 0) for i in range(lo, hi))
        for pronoun, mentions in d.links or ():
            if not a <= pronoun < b:
                continue
            for first, last, same in mentions:
                if a <= first and last <= b:
                    link[0].append(at + pronoun - a)
                    link[1].append(at + first - a)
                    link[2].append(at + last - 1 - a)
                    link[3].append(float(same))
        at += size
    if names:
        where, labels = torch.tensor([w for w, _ in names]), torch.tensor([l for _, l in names])
        p = F.log_softmax(network.heads.names(h[where]), -1)
        right = p.gather(1, labels[:, None]).squeeze(1)
        # where MISC is not annotated, an O may hide one
        outside = torch.logsumexp(p[:, [0, 7, 8]], -1)
        masked = torch.tensor(hidden) & (labels == 0)
        parts["names"] = -torch.where(masked, outside, right).mean() * 3
    if cue_words:
        logits = network.heads.cues(h[torch.tensor(cue_words)]).squeeze(-1)
        parts["cues"] = F.binary_cross_entropy_with_logits(logits, torch.tensor(cue_labels)) * 8
    if role[0]:
        logits = network.heads.roles(h, torch.tensor(role[0]), torch.tensor(role[1]))
        parts["roles"] = F.cross_entropy(logits, torch.tensor(role[2])) * 3
    if link[0]:
        logits = network.heads.links(h, *(torch.tensor(x) for x in link[:3]))
        parts["links"] = F.binary_cross_entropy_with_logits(logits, torch.tensor(link[3])) * linked
    if teacher:
        near = likeness(network, teacher, h, batch, chance)
        if near is not None:
            parts["sentences"] = near
    return parts


def batches(documents, limit, pieces, sizes, chance):
    """One epoch in an order drawn by chance."""
    found = []
    for d, share, _ in documents:
        if chance.random() < share:
            found += [(d, a, b) for a, b in corpora.windows(d, limit, sizes[id(d)], chance) if b - a >= 5]
    chance.shuffle(found)
    # sorted within stretches, so that windows of like length stand together
    for i in range(0, len(found), 128):
        found[i:i + 128] = sorted(found[i:i + 128], key=lambda w: w[2] - w[1])
    groups, group, size = [], [], 0
    for window in found:
        d, a, b = window
        own = min(400, sum(sizes[id(d)][a:b]))
        if group and size + own > pieces:
            groups.append(group)
            group, size = [], 0
        group.append(window)
        size += own
    if group:
        groups.append(group)
    chance.shuffle(groups)
    return groups


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", choices=["fast", "accurate"], required=True)
    parser.add_argument("--data", required=True, help="the folder of the corpora")
    parser.add_argument("--tokens", required=True, help="what `sayso-lab tokens` wrote")
    parser.add_argument("--lexicon", required=True)
    parser.add_argument("--encoder", help="the folder of the pre-trained encoder (accurate)")
    parser.add_argument("--out", required=True, help="the checkpoint; training goes on from it if it is there")
    parser.add_argument("--begin", help="a checkpoint whose weights a new training begins with")
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--pieces", type=int, default=2048, help="pieces in a step")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--links", type=float, default=0.7, help="how much pronouns weigh beside names and attributions")
    parser.add_argument("--save-every", type=int, default=100)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    encoder = Transformer(options.encoder) if options.profile == "accurate" else Convolution()
    network = Network(encoder)
    teacher = Transformer(options.encoder).eval() if options.profile == "accurate" else None
    documents = corpora.load(options.data, options.tokens, options.lexicon)
    if options.profile == "fast":
        documents = [d for d in documents if d[2] != "links"]
    sizes = {id(d): encoder.sizes(d.words) for d, _, _ in documents}
    print(len(documents), "documents", sum(sum(sizes[id(d)]) * s for d, s, _ in documents), "pieces an epoch", flush=True)
    own = [p for n, p in network.named_parameters() if p.requires_grad and (n.startswith("heads") or "shapes" in n or "flags" in n or options.profile == "fast")]
    ours = {id(p) for p in own}
    rest = [p for p in network.parameters() if p.requires_grad and id(p) not in ours]
    groups = [{"params": own, "rate": 1e-3 if options.profile == "accurate" else options.rate}] + ([{"params": rest, "rate": options.rate}] if rest else [])
    optimiser = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98))
    step, epoch, place = 0, 0, 0
    if options.begin and not os.path.exists(options.out):
        network.load_state_dict(torch.load(options.begin, weights_only=False)["network"], strict=False)
    if os.path.exists(options.out):
        saved = torch.load(options.out, weights_only=False)
        network.load_state_dict(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        step, epoch, place = saved["step"], saved["epoch"], saved["place"]
        torch.set_rng_state(saved["chance"])
    network.train()
    seen, begun, means = 0, time.time(), {}
    limit = 200 if options.profile == "accurate" else 400
    while step < options.steps:
        order = batches(documents, limit, options.pieces, sizes, random.Random(options.seed * 1000 + epoch))
        for batch in order[place:]:
            if step >= options.steps:
                break
            share = min(1.0, (step + 1) / 100) * max(0.02, 1 - step / options.steps)
            for group in optimiser.param_groups:
                group["lr"] = group["rate"] * share
            parts = losses(network, teacher, batch, options.links, random.Random(step))
            loss = sum(parts.values())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            place += 1
            seen += sum(sum(sizes[id(d)][a:b]) for d, a, b in batch)
            for k, v in parts.items():
                means[k] = 0.98 * means.get(k, v.item()) + 0.02 * v.item()
            if step % 20 == 0:
                print(f"step {step} epoch {epoch} {seen / (time.time() - begun):.0f}/s", {k: round(v, 3) for k, v in means.items()}, flush=True)
            if step % options.save_every == 0 or step == options.steps:
                torch.save({"network": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "epoch": epoch,
                            "place": place, "chance": torch.get_rng_state()}, options.out + ".new")
                os.replace(options.out + ".new", options.out)
        else:
            epoch, place = epoch + 1, 0


if __name__ == "__main__":
    main()
