"""Words and the pieces that the `tokenizers` package cuts them into: the cases of `crates/infer/src/pieces/tests.rs`.

    python training/piece_cases.py VOCAB.TXT crates/infer/tests/data/pieces.json

VOCAB.TXT is BERT's uncased vocabulary. Only the pieces that the cases need are written, and those that begin one of them, so
that the longest must be found among shorter ones.
"""
import json
import sys

from tokenizers import models, normalizers, pre_tokenizers

WORDS = """
said Governor governors' Gladkov Hladkov Belgorod Zaporizhzhia Kryvyi Novocherkassk disinformation unverified counteroffensive
don't n't 's U.S. U.N. a.m. F-16s co-operation state-run 9/11 1,250 3.5% 40,000 2024-03-15 $5 €120 £3bn ₴40 ¥ 10°C #news @user
naïve café Éire Łódź Zürich Erdoğan İstanbul Škoda São Dvořák Ångström Việt Œuvre straße ﬁnance Σίσυφος
Путин Київ Білгород война Ёлка Їжак Москва-река העברית اليوم اَليوم 東京 北京市 東京2020 カタカナ ひらがな 서울 한국어 नमस्ते ไทย
soft\u00adhyphen zero\u200bwidth word\u2060joiner \ufeffbom e\u0301clair e\u0301\u0302\u0323 \u0301 “quoted” ‘single’ «guillemets» em—dash en–dash … ¿Qué? • § ± ½ x² ™ © №5
🙂 👩‍🚀 🇺🇦 ok👍 ✈️ \ufffd a\ufffdb \ue000 private\ue000use ！ ＡＢＣ １２ Ⅳ ⅷ ß ŉ ǅ ͅ
https://example.org/a-b_c?d=e&f user@example.org snake_case C++ a^b ~5 `tick` |bar| <b> = + $ ``quote'' -- --- ... ?! () [UNK] [CLS]
"""
SPECIAL = ["", "a\tb", "a\u00a0b", "a\u2028b", "a\x00b", "a\x7fb", "a\x1fb", "q" * 100, "q" * 101, "é" * 100, "é" * 101, "xyzzy" * 19, "a" * 99 + "-" + "b" * 101 + "-c",
           "\u0300" * 40, "中" * 20, "\U00020000", "ꙮ", "\u0378", "a\U0001FAE0"]


def main(vocabulary, out):
    with open(vocabulary, encoding="utf-8") as file:
        pieces = file.read().rstrip("\n").split("\n")
    known = {p: i for i, p in enumerate(pieces)}
    normal, parts = normalizers.BertNormalizer(lowercase=True), pre_tokenizers.BertPreTokenizer()
    model = models.WordPiece(known, unk_token="[UNK]", max_input_chars_per_word=100)
    cases, used = [], {"[PAD]", "[UNK]", "[CLS]", "[SEP]"}
    for word in [*dict.fromkeys(WORDS.split()), *SPECIAL]:
        found = []
        for part, _ in parts.pre_tokenize_str(normal.normalize_str(word)):
            found += [t.value for t in model.tokenize(part)]
        cases.append([word, found or ["[UNK]"]])
        used.update(found)
    for piece in list(used):
        mark = "##" if piece.startswith("##") else ""
        used.update(piece[:n] for n in range(len(mark) + 1, len(piece)) if piece[:n] in known)
    small = [p for p in pieces if p in used]
    with open(out, "w", encoding="utf-8") as file:
        body = ",\n".join(json.dumps(c, ensure_ascii=True) for c in cases)
        file.write('{"vocabulary":' + json.dumps(small, ensure_ascii=True) + ',\n"cases":[\n' + body + "\n]}\n")
    print(len(cases), "cases,", len(small), "pieces; at most", max(len(c[1]) for c in cases), "a word")


if __name__ == "__main__":
    main(*sys.argv[1:])
