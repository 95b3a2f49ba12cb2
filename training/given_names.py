"""Adds the first names of Faker's locales to the table of given names.

    pip download --no-deps faker==40.63.0 && unzip faker-40.63.0-py3-none-any.whl -d FAKER
    python3 given_names.py FAKER

A name that is also a word of the lexicon (a verb, a place, a title) is left out: it would make people of things. Names that the table
has keep what it says of them; a name that men and women bear alike tells no gender.
"""

import argparse
import importlib
import re
import sys
from collections import Counter
from pathlib import Path

LEXICON = Path(__file__).parent.parent / "crates" / "lexicon" / "data"
# Lists of English-speaking countries hold nearly every word; names of the others are words of two or three letters in Latin script.
SKIPPED = re.compile(r"(en|zh_|ja_|ko_|vi_|th_)")
NAME = re.compile(r"[^\W\d_][^\W\d_]+(-[^\W\d_]+)?")
LATIN = re.compile(r"[A-Za-zÀ-ɏ’'-]+")
LEAST = 3
# How much oftener one gender must be for a name to tell it.
CLEARLY = 3
HEADER = """\
# origin: own compilation, and first names of Faker 40.63.0 (Daniele Faraglia and contributors, MIT): training/given_names.py
# licence: Apache-2.0 OR MIT
# columns: given name, m or f where it tells
"""


def rows(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def words():
    """Every word that the lexicon knows as something else than a name."""
    known = set()
    for path in sorted(LEXICON.glob("en/*.tsv")):
        if path.stem in ("given-names", "surnames", "prevalence"):
            continue
        for row in rows(path):
            known.update(part.lower() for column in row for part in re.split(r"[ |,;=]", column))
    return known


def names(folder):
    """How many locales give a name to men, and how many to women."""
    sys.path.insert(0, str(folder))
    found = {"m": Counter(), "f": Counter()}
    for locale in sorted((folder / "faker" / "providers" / "person").iterdir()):
        if not (locale / "__init__.py").is_file() or SKIPPED.match(locale.name):
            continue
        provider = importlib.import_module(f"faker.providers.person.{locale.name}").Provider
        for gender, field in (("m", "first_names_male"), ("f", "first_names_female")):
            for name in set(getattr(provider, field, ())):
                if NAME.fullmatch(name) and LATIN.fullmatch(name) and name[0].isupper() and len(name) >= LEAST:
                    found[gender][name] += 1
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where Faker's package was unpacked")
    found = names(parser.parse_args().folder)
    table = LEXICON / "en" / "given-names.tsv"
    told = {row[0]: row[1] if len(row) > 1 else "" for row in rows(table)}
    known = words()
    for name in found["m"].keys() | found["f"].keys():
        if name in told or any(part.lower() in known for part in name.split("-")):
            continue
        men, women = found["m"][name], found["f"][name]
        told[name] = "m" if men >= CLEARLY * women else "f" if women >= CLEARLY * men else ""
    body = "".join(f"{name}\t{gender}".rstrip() + "\n" for name, gender in sorted(told.items()))
    table.write_text(HEADER + body, encoding="utf-8")


if __name__ == "__main__":
    main()
