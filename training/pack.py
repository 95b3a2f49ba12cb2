"""Packs a checkpoint into the weights file that `sayso-infer` reads: int8 rows, one scale each (DESIGN.md, "Networks")."""
import argparse
import hashlib
import json

import torch
from safetensors.torch import save_file

from network import FLAGS, Convolution, Network, Transformer


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


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", choices=["fast", "accurate"], required=True)
    parser.add_argument("--encoder")
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    accurate = options.profile == "accurate"
    encoder = Transformer(options.encoder) if accurate else Convolution()
    network = Network(encoder)
    network.load_state_dict(torch.load(options.checkpoint, weights_only=False)["network"])
    tensors = {}

    def small(name, weight):
        tensors[name] = weight.detach().float().contiguous().clone()

    def linear(name, weight, bias):
        tensors[name + ".weight"], tensors[name + ".scale"] = quantised(weight.detach().float())
        small(name + ".bias", bias)

    facts = {"format": "sayso-network/1", "name": options.name, "encoder": "transformer" if accurate else "convolution", "width": str(encoder.width)}
    if accurate:
        facts |= {"layers": str(len(encoder.layers)), "heads": str(encoder.layers[0].heads)}
        keep = [i for i, piece in enumerate(encoder.vocabulary) if wanted(piece)]
        pieces = [encoder.vocabulary[i] for i in keep]
        tensors["vocabulary"] = torch.frombuffer(bytearray("\n".join(pieces).encode()), dtype=torch.uint8).clone()
        tensors["embeddings.words"], tensors["embeddings.words.scale"] = quantised(encoder.words.weight.detach()[keep])
        small("embeddings.positions", encoder.positions.weight[:256])
        small("embeddings.shapes", encoder.shapes.weight)
        small("embeddings.flags", encoder.flags.weight.T)
        small("embeddings.norm.weight", encoder.norm.weight)
        small("embeddings.norm.bias", encoder.norm.bias)
        for i, layer in enumerate(encoder.layers):
            for part in ("query", "key", "value", "output", "up", "down"):
                linear(f"layers.{i}.{part}", getattr(layer, part).weight, getattr(layer, part).bias)
            for part in ("attention_norm", "output_norm"):
                small(f"layers.{i}.{part}.weight", getattr(layer, part).weight)
                small(f"layers.{i}.{part}.bias", getattr(layer, part).bias)
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
    save_file(tensors, options.out, metadata=facts)
    with open(options.out, "rb") as file:
        data = file.read()
    print(json.dumps({"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(), "tensors": len(tensors), "flags": FLAGS}))


if __name__ == "__main__":
    main()
