"""Packs a checkpoint into the weights file that `sayso-infer` reads: int8 rows, one scale each (DESIGN.md, "Networks")."""
import argparse
import hashlib
import json

import torch
from safetensors.torch import save_file

from network import FLAGS, Convolution, Network, Transformer
from wordings import Beside, weights


def rounded(x):
    return torch.sign(x) * torch.floor(x.abs() + 0.5)


def quantised(weight):
    scale = weight.abs().amax(1).clamp(min=1e-8) / 127
    return rounded(weight / scale[:, None]).clamp(-127, 127).to(torch.int8).contiguous(), scale.contiguous()


def wanted(piece):
    """Pieces of Latin script, figures and the marks of print: what English news is written with."""
    if piece.startswith("["):
        return piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[")
    return all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2150 for c in piece)


class Packed:
    """Tensors by name."""

    def __init__(self):
        self.tensors = {}

    def small(self, name, weight):
        self.tensors[name] = weight.detach().float().contiguous().clone()

    def linear(self, name, weight, bias):
        self.tensors[name + ".weight"], self.tensors[name + ".scale"] = quantised(weight.detach().float())
        self.small(name + ".bias", bias)

    def layers(self, name, layers):
        for i, layer in enumerate(layers):
            for part in ("query", "key", "value", "output", "up", "down"):
                self.linear(f"{name}.{i}.{part}", getattr(layer, part).weight, getattr(layer, part).bias)
            for part in ("attention_norm", "output_norm"):
                self.small(f"{name}.{i}.{part}.weight", getattr(layer, part).weight)
                self.small(f"{name}.{i}.{part}.bias", getattr(layer, part).bias)

    def embeddings(self, encoder):
        keep = [i for i, piece in enumerate(encoder.vocabulary) if wanted(piece)]
        pieces = "\n".join(encoder.vocabulary[i] for i in keep)
        self.tensors["vocabulary"] = torch.frombuffer(bytearray(pieces.encode()), dtype=torch.uint8).clone()
        self.tensors["embeddings.words"], self.tensors["embeddings.words.scale"] = quantised(encoder.words.weight.detach()[keep])
        self.small("embeddings.positions", encoder.positions.weight[:256])
        self.small("embeddings.shapes", encoder.shapes.weight)
        self.small("embeddings.flags", encoder.flags.weight.T)
        self.small("embeddings.norm.weight", encoder.norm.weight)
        self.small("embeddings.norm.bias", encoder.norm.bias)

    def save(self, out, facts):
        save_file(self.tensors, out, metadata=facts)
        with open(out, "rb") as file:
            data = file.read()
        print(json.dumps({"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(), "tensors": len(self.tensors), "flags": FLAGS}))


def comparer(options):
    """The network that reads two wordings beside each other."""
    saved = weights(options.checkpoint)
    joint = 1 + max(int(name.split(".")[1]) for name in saved if name.startswith("joint."))
    network = Beside(Transformer(options.encoder), joint)
    network.load_state_dict(saved)
    encoder, packed = network.encoder, Packed()
    packed.embeddings(encoder)
    packed.layers("layers", encoder.layers)
    packed.layers("joint", network.joint)
    packed.small("second", network.second)
    for name, module in (("vector", network.vector), ("pair.inner", network.inner), ("pair.out", network.out)):
        packed.linear(name, module.weight, module.bias)
    packed.save(options.out, {"format": "sayso-comparer/1", "name": options.name, "width": str(encoder.width), "layers": str(len(encoder.layers)),
                              "joint": str(joint), "heads": str(encoder.layers[0].heads)})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", choices=["fast", "accurate", "comparer"], required=True)
    parser.add_argument("--encoder")
    parser.add_argument("--checkpoint", required=True, nargs="+", help="of several of one run the mean")
    parser.add_argument("--name", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    if options.profile == "comparer":
        return comparer(options)
    accurate = options.profile == "accurate"
    encoder = Transformer(options.encoder) if accurate else Convolution()
    network = Network(encoder)
    network.load_state_dict(weights(options.checkpoint))
    packed = Packed()
    tensors, small, linear = packed.tensors, packed.small, packed.linear
    facts = {"format": "sayso-network/1", "name": options.name, "encoder": "transformer" if accurate else "convolution", "width": str(encoder.width)}
    if accurate:
        facts |= {"layers": str(len(encoder.layers)), "heads": str(encoder.layers[0].heads)}
        packed.embeddings(encoder)
        packed.layers("layers", encoder.layers)
    else:
        facts |= {"layers": str(len(encoder.convs)), "dilations": ",".join(map(str, encoder.dilations))}
        table = encoder.hashed.weight.detach()
        tensors["embeddings.hashed"], tensors["embeddings.hashed.scale"] = quantised(table)
        small("embeddings.shapes", encoder.shapes.weight)
        small("embeddings.flags", encoder.flags.weight.T)
        small("embeddings.norm.weight", encoder.norm.weight)
        small("embeddings.norm.bias", encoder.norm.bias)
        linear("embeddings.project", encoder.project.weight, encoder.project.bias)
        for i, (conv, norm) in enumerate(zip(encoder.convs, encoder.norms)):
            linear(f"layers.{i}.conv", conv.weight.permute(0, 2, 1).reshape(encoder.width, -1), conv.bias)
            small(f"layers.{i}.norm.weight", norm.weight)
            small(f"layers.{i}.norm.bias", norm.bias)
    heads = network.heads
    for name, module in (("names", heads.names), ("cues", heads.cues), ("roles.word", heads.role_word), ("roles.anchor", heads.role_anchor),
                         ("roles.out", heads.role_out), ("links.anchor", heads.link_anchor), ("links.candidate", heads.link_candidate),
                         ("links.product", heads.link_product), ("links.out", heads.link_out), ("sentence", heads.sentence)):
        if not accurate and name.startswith(("links", "sentence")):
            continue
        small(f"heads.{name}.weight", module.weight)
        if module.bias is not None:
            small(f"heads.{name}.bias", module.bias)
    small("heads.roles.distance", heads.role_distance.weight)
    if accurate:
        small("heads.links.distance", heads.link_distance.weight)
    packed.save(options.out, facts)


if __name__ == "__main__":
    main()
