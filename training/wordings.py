"""Trains the network that reads two wordings beside each other: do they say the same, exclude each other, or neither?"""
import argparse
import copy
import json
import math
import os
import random
import re
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from network import Transformer

SAME, TURNED, EXCLUDES, OTHER = range(4)
# all that is known of two statements is that they are one claim, said or denied
EITHER = 4
WORD = re.compile(r"\w+|[^\w\s]")
# most words of a wording, and of what stands before it
LONGEST, BEFORE = 64, 32
BEGUN = re.compile(r"\[(.*?)\] ")


class Beside(nn.Module):
    """An encoder reads each wording alone, and a few layers more read two together."""

    def __init__(self, encoder, joint):
        super().__init__()
        self.encoder = encoder
        width = encoder.width
        # what reads two together begins as what read the last of each
        self.joint = copy.deepcopy(encoder.layers[-joint:])
        self.second = nn.Parameter(torch.zeros(width))
        self.vector = nn.Linear(width, width)
        nn.init.eye_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)
        self.bend = nn.Parameter(torch.tensor([8.0, -4.0]))
        self.inner, self.out = nn.Linear(5 * width, width), nn.Linear(width, 4)
        self.drop = nn.Dropout(0.1)

    def halves(self, wordings):
        """The states of each wording read alone, after what stands before it, and which pieces of its own there are."""
        encoder, windows = self.encoder, []
        for before, text in wordings:
            before, words = WORD.findall(before)[-BEFORE:], WORD.findall(text)[:LONGEST]
            windows.append((before + words, [1] * len(before) + [0] * len(words)))
        rows, forms, marks, _ = encoder.inputs(windows)
        lengths = torch.tensor([len(r) for r in rows])
        begins = torch.tensor([sum(m) for m in marks])
        longest, own = int(lengths.max()), int((lengths - begins).max())
        mask = torch.arange(longest) < lengths[:, None]
        ids, kinds, bits = (torch.zeros_like(mask, dtype=torch.long) for _ in range(3))
        ids[mask], kinds[mask], bits[mask] = (torch.tensor(sum(column, [])) for column in (rows, forms, marks))
        read, order = [], lengths.argsort()
        for part in parts(lengths[order]):
            part = order[part]
            long = int(lengths[part].max())
            x = encoder.words(ids[part, :long]) + encoder.positions.weight[:long] + encoder.shapes(kinds[part, :long])
            x = x + bits[part, :long, None] * encoder.flags.weight[:, 0]
            x = encoder.drop(encoder.norm(x))
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
                for layer in encoder.layers:
                    x = layer(x, mask[part, None, None, :long])
            # the first piece, which begins every window, goes with what is read of the wording
            at = torch.arange(own) + begins[part, None]
            at[:, 0] = 0
            x = x.float().gather(1, at.clamp(max=long - 1)[..., None].expand(-1, -1, x.shape[-1]))
            read.append(x)
        mask = torch.arange(own) < (lengths - begins)[:, None]
        return torch.cat(read)[order.argsort()] * mask[..., None], mask

    def vectors(self, x, mask):
        """A vector of length one for each wording."""
        return F.normalize(self.vector((x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)), dim=-1)

    def together(self, x, mask, a, b):
        """Logits of the four verdicts on wordings `a` and `b`, pairwise."""
        lengths, longest = mask.sum(1), mask.shape[1]
        flat = x.reshape(-1, x.shape[-1])
        total = lengths[a] + lengths[b]
        means, order = [], total.argsort()
        for part in parts(total[order]):
            i, j = a[order[part]], b[order[part]]
            at = torch.arange(int(total[order[part]].max()))
            of_first, there = at < lengths[i, None], at < total[order[part], None]
            place = torch.where(of_first, i[:, None] * longest + at, j[:, None] * longest + at - lengths[i, None])
            of_second = (there & ~of_first)[..., None].float()
            y = flat[place.where(there, 0)] + self.second * of_second
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
                for layer in self.joint:
                    y = layer(y, there[:, None, None, :])
            y = y.float()
            means.append(torch.stack([(y * of_first[..., None]).sum(1) / lengths[i, None], (y * of_second).sum(1) / lengths[j, None]]))
        m, n = torch.cat(means, 1)[:, order.argsort()]
        v = self.vectors(x, mask)
        told = torch.cat([m + n, (m - n).abs(), m * n, (v[a] - v[b]).abs() * 10, v[a] * v[b] * 100], -1)
        return self.out(self.drop(F.gelu(self.inner(self.drop(told)))))


def parts(lengths):
    """Of rows sorted by length, runs that hold little padding."""
    begin, found = 0, []
    for end in range(1, len(lengths) + 1):
        if end == len(lengths) or end - begin >= 16 and lengths[end] > 1.2 * lengths[begin]:
            found.append(torch.arange(begin, end))
            begin = end
    return found


def scenario(path):
    """A page of gold/wordings: its wordings, each with what stands before it, and the verdict on each two of them."""
    wordings, excludes, claim = [], set(), None
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        line = line.strip()
        if line.startswith("## "):
            claim = line[3:].strip()
        elif claim == "excludes" and line:
            a, b, _ = line.split()
            excludes.add(frozenset((a, b)))
        elif claim not in ("excludes", "updates") and line:
            text = line[2:].strip()
            begun = BEGUN.match(text)
            wording = (begun[1], text[begun.end():]) if begun else ("", text)
            wordings.append((wording, claim, line[0] == "-"))
    verdicts = {}
    for i, (_, a, no) in enumerate(wordings):
        for j, (_, b, nay) in enumerate(wordings[:i]):
            if a == b:
                verdicts[j, i] = SAME if no == nay else TURNED
            elif frozenset((a, b)) in excludes and not (no or nay):
                verdicts[j, i] = EXCLUDES
            elif frozenset((a, b)) in excludes:
                continue  # what denies one of two that exclude each other may be either
            else:
                verdicts[j, i] = OTHER
    return [w for w, _, _ in wordings], verdicts


def story(folder):
    """An annotated story of gold/lessons or gold/claims."""
    statements = json.loads((folder / "statements.json").read_text(encoding="utf-8"))
    with open(folder / "reports.jsonl", encoding="utf-8") as file:
        reports = {r["id"]: r["text"] for r in map(json.loads, file)}
    gold = json.loads((folder / "claims.a.json").read_text(encoding="utf-8"))
    of = {s: c["id"] for c in gold["claims"] for s in c["statements"]}
    opposed = {frozenset((o["a"], o["b"])) for o in gold["opposed"]}
    verdicts, turned = {}, ("deny", "doubt")
    for i, s in enumerate(statements):
        for j, t in enumerate(statements[:i]):
            a, b = of.get(s["id"]), of.get(t["id"])
            if a is None or b is None:
                continue
            if a == b:
                verdicts[j, i] = SAME if (s["stance"] in turned) == (t["stance"] in turned) else EITHER
            else:
                verdicts[j, i] = EXCLUDES if frozenset((a, b)) in opposed else OTHER
    return [(before(reports[s["report"]], s["quote"]), s["quote"]) for s in statements], verdicts


def before(text, quote):
    """What stands in a report before the words of a statement."""
    at = text.find(quote)
    return " ".join(text[:max(at, 0)].split()[-BEFORE:])


def drawn(verdicts, alike, count, chance):
    """Some pairs: what is rare first; of those that are neither, half are those most alike."""
    kinds = {}
    for pair, verdict in verdicts.items():
        kinds.setdefault(verdict, []).append(pair)
    shares = {SAME: 0.22, TURNED: 0.1, EITHER: 0.05, EXCLUDES: 0.2}
    found = []
    for verdict, share in shares.items():
        pairs = kinds.get(verdict, [])
        found += chance.sample(pairs, min(len(pairs), round(share * count)))
    others = kinds.get(OTHER, [])
    others = chance.sample(others, min(len(others), 4 * count))
    left = min(len(others), max(count // 3, count - len(found)))
    others.sort(key=lambda pair: -alike[pair])
    return found + others[:left // 2] + chance.sample(others[left // 2:], left - left // 2)


def among(scenario, chance):
    """A scenario of some forty wordings at most; before some of those that stand alone, something else that is said of the event."""
    wordings, verdicts = scenario
    kept = sorted(chance.sample(range(len(wordings)), min(len(wordings), 40)))
    place = {k: i for i, k in enumerate(kept)}

    def led(wording):
        said, text = wording
        return (chance.choice(wordings)[1], text) if not said and chance.random() < 0.4 else wording

    return [led(wordings[k]) for k in kept], {(place[a], place[b]): v for (a, b), v in verdicts.items() if a in place and b in place}


def loss_of(network, taught, count, chance):
    """The losses over some pairs of each scenario."""
    x, mask = network.halves([w for wordings, _ in taught for w in wordings])
    v = network.vectors(x, mask)
    alike, batch, first = (v @ v.T).tolist(), [], 0
    for wordings, verdicts in taught:
        likeness = {(a, b): alike[first + a][first + b] for a, b in verdicts}
        for a, b in drawn(verdicts, likeness, count // len(taught), chance):
            p, q = (a, b) if chance.random() < 0.5 else (b, a)
            batch.append((first + p, first + q, verdicts[a, b]))
        first += len(wordings)
    a, b, verdicts = (torch.tensor(column) for column in zip(*batch))
    logits = F.log_softmax(network.together(x, mask, a, b), -1)
    right = logits.gather(1, verdicts.clamp(max=OTHER)[:, None]).squeeze(1)
    right = torch.where(verdicts == EITHER, torch.logsumexp(logits[:, :2], -1), right)
    near = (v[a] * v[b]).sum(-1) * network.bend[0] + network.bend[1]
    one = ((verdicts <= TURNED) | (verdicts == EITHER)).float()
    return -right.mean(), F.binary_cross_entropy_with_logits(near, one)


def weights(checkpoints):
    """The weights of a checkpoint, or the mean of several: runs that go on from one another lie in one valley."""
    read = [torch.load(path, weights_only=False)["network"] for path in checkpoints]
    return {name: sum(one[name] for one in read) / len(read) if first.is_floating_point() else first for name, first in read[0].items()}


def precision(scores, right):
    """Average precision."""
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    hits, total = 0, 0.0
    for rank, i in enumerate(order, 1):
        if right[i]:
            hits += 1
            total += hits / rank
    return total / max(hits, 1)


@torch.no_grad()
def measure(network, stories):
    """Average precision over pairs, a sixth of the unlike ones: one claim by vectors, one claim, exclusion; the mean over stories."""
    network.eval()
    sums = [0.0, 0.0, 0.0]
    for wordings, verdicts in stories:
        x, mask = network.halves(wordings)
        pairs = [p for p in sorted(verdicts) if verdicts[p] != OTHER or (p[0] * 7 + p[1]) % 6 == 0]
        a, b = torch.tensor([p[0] for p in pairs]), torch.tensor([p[1] for p in pairs])
        logits = torch.cat([network.together(x, mask, i, j) for i, j in zip(a.split(256), b.split(256))])
        odds = F.softmax(logits, -1)
        v = network.vectors(x, mask)
        one = [verdicts[p] in (SAME, TURNED, EITHER) for p in pairs]
        out = [verdicts[p] == EXCLUDES for p in pairs]
        for k, (scores, right) in enumerate((((v[a] * v[b]).sum(-1), one), (odds[:, SAME] + odds[:, TURNED], one), (odds[:, EXCLUDES], out))):
            sums[k] += precision(scores.tolist(), right) / len(stories)
    network.train()
    return [round(s, 4) for s in sums]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", required=True, help="the folder gold of this project")
    parser.add_argument("--encoder", required=True, help="the folder of the pre-trained encoder")
    parser.add_argument("--out", required=True, help="the checkpoint; training goes on from it if it is there")
    parser.add_argument("--begin", nargs="+", help="a checkpoint to begin from, with steps counted anew; of several the mean")
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--joint", type=int, default=2, help="layers that read two wordings together")
    parser.add_argument("--pairs", type=int, default=128, help="pairs in a step")
    parser.add_argument("--scenarios", type=int, default=2, help="scenarios in a step")
    parser.add_argument("--lessons", type=int, default=3, help="how often a lesson comes where a page comes once")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--look", type=int, default=0, help="every so many steps, and at the end, average precision on the development stories and on a fourth of the lessons that are not read; with --steps 0 nothing is trained")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    gold = Path(options.gold)
    taught = [scenario(p) for p in sorted((gold / "wordings").glob("*.md")) if p.name != "README.md"]
    # the other lessons are left to what weighs these verdicts among other signs
    lessons = [gold / "lessons" / name for name in (gold / "lessons" / "comparer.txt").read_text().split()]
    # most statements of reports lean on what stands before them: pages that show it count twice
    taught += [s for s in taught if any(before for before, _ in s[0])] + [story(p) for p in lessons] * options.lessons
    kept = ("trial", "protest", "cyberattack", "discovery")
    looked = [story(p.parent) for p in sorted((gold / "claims").glob("*/statements.json")) if p.parent.name not in kept]
    others = [p.parent for p in sorted((gold / "lessons").glob("*/statements.json")) if p.parent not in lessons]
    unread = [story(folder) for folder in others[::4]]

    def look():
        print(f"step {step}: vectors, one claim, exclusion", measure(network, looked), "unread lessons", measure(network, unread), flush=True)

    network = Beside(Transformer(options.encoder), options.joint)
    own = [p for n, p in network.named_parameters() if n == "encoder.flags.weight" or not n.startswith(("encoder", "joint"))]
    rest = [p for n, p in network.named_parameters() if p.requires_grad and n.startswith(("encoder.layers", "joint"))]
    groups = [{"params": own, "rate": 1e-3}, {"params": rest, "rate": options.rate}]
    optimiser = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98))
    step = 0
    if options.begin:
        network.load_state_dict(weights(options.begin))
    if os.path.exists(options.out):
        saved = torch.load(options.out, weights_only=False)
        network.load_state_dict(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        step = saved["step"]
        torch.set_rng_state(saved["chance"])
    print(len(taught), "scenarios", sum(len(w) for w, _ in taught), "wordings", flush=True)
    network.train()
    begun, first, means = time.time(), step, [0.0, 0.0]
    epoch = math.ceil(len(taught) / options.scenarios)
    while step < options.steps:
        order = list(range(len(taught)))
        random.Random(options.seed * 1000 + step // epoch).shuffle(order)
        at = step % epoch * options.scenarios
        chance = random.Random(options.seed * 100_000 + step)
        some = [among(taught[i], chance) for i in order[at:at + options.scenarios]]
        share = min(1.0, (step + 1) / 50) * max(0.02, 1 - step / options.steps)
        for group in optimiser.param_groups:
            group["lr"] = group["rate"] * share
        losses = loss_of(network, some, options.pairs, chance)
        (losses[0] + 0.5 * losses[1]).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        step += 1
        means = [0.95 * m + 0.05 * l.item() if m else l.item() for m, l in zip(means, losses)]
        if step % 20 == 0:
            print(f"step {step} {(time.time() - begun) / (step - first):.2f} s", [round(m, 3) for m in means], flush=True)
        if options.look and step % options.look == 0:
            look()
        if step % 100 == 0 or step == options.steps:
            torch.save({"network": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "chance": torch.get_rng_state()}, options.out + ".new")
            os.replace(options.out + ".new", options.out)
    if options.look and (step == 0 or step % options.look):
        look()


if __name__ == "__main__":
    main()
