"""Writes the hostile inputs of pathological.json: hostile_inputs.py RECIPES FOLDER SCALE, each SCALE times as large."""
import json
import os
import sys


def colliding_labels(count):
    labels, number = [], 0
    while len(labels) < count:
        label, value = f"x{number}", 0
        number += 1
        for byte in label.encode():
            value = (byte + (value << 6) + (value << 16) - value) & 0xFFFFFFFF
        if value % 16 == 0:
            labels.append(label)
    return "".join(f"[{label}]: /url\n\n[{labels[0]}]\n\n" for label in labels[1:])


SERIES = {
    # These two grow with the square of their depth: they are repeated instead.
    "deeply nested lists": lambda scale: "".join("  " * depth + "* a\n" for depth in range(1000)) * scale,
    "backticks": lambda scale: "".join("e" + "`" * length for length in range(1, 5000)) * scale,
    "many references": lambda scale: "".join(f"[{n}]: u\n" for n in range(1, 320_000 * scale))
    + "[0] " * (20_000 * scale),
    "footnote mutual nesting": lambda scale: "".join(f"[^{n}]:[^{n + 1}]\n" for n in range(20_000 * scale)),
    "reference hash collisions": lambda scale: colliding_labels(25_000 * scale),
}

recipes, folder, scale = sys.argv[1], sys.argv[2], int(sys.argv[3])
for recipe in json.load(open(recipes, encoding="utf-8")):
    if "series" in recipe:
        text = SERIES[recipe["series"]](scale)
    else:
        text = "".join(piece * (count * scale if count > 1 else count) for piece, count in recipe["recipe"])
    with open(os.path.join(folder, recipe["name"].replace("/", " ")), "wb") as file:
        file.write(text.encode())
