"""Writes the label presets: python label_presets.py MAPPING CLASSES OUT (pydicom).

MAPPING is TotalSegmentator's resources/totalsegmentator_snomed_mapping.csv, CLASSES its map_to_binary.py. Codes are those of
DICOM's context groups as pydicom lists them; where these lack a structure, the mapping's. A code in neither is left out.
"""

import csv
import re
import sys

from pydicom.sr._concepts_dict import concepts

ANATOMY = ("SCT", "123037004", "Anatomical Structure")
ALTERED = ("SCT", "49755003", "Morphologically Abnormal Structure")
SIDES = {"left": ("SCT", "7771000", "Left"), "right": ("SCT", "24028007", "Right"), "": ("", "", "")}
# The mapping gives the code of the right artery to both.
CORRECTED = {"29700009": "36765005"}
HEADER = ["id", "name", "colour"] + [f"{what}_{part}" for what in ("category", "type", "modifier") for part in ("scheme", "code", "meaning")]

in_dicom = {}
for codes in concepts["SCT"].values():
    for value, (meaning, groups) in codes.items():
        if groups and (7151 in groups or 7192 in groups or 7194 in groups or value not in in_dicom):
            in_dicom[value] = meaning

mapping = {}
with open(sys.argv[1]) as file:
    for row in csv.DictReader(file):
        t = "SegmentedPropertyTypeCodeSequence."
        m = "SegmentedPropertyTypeModifierCodeSequence.CodeMeaning"
        category = ANATOMY if row["SegmentedPropertyCategoryCodeSequence.CodeValue"] == ANATOMY[1] else ALTERED
        mapping[row["Structure"]] = (row[t + "CodeValue"], row[m].lower(), row[t + "CodeMeaning"], category)


def row(number, name, value, side="", meaning=None, category=ANATOMY):
    value = CORRECTED.get(value, value)
    known = in_dicom.get(value, meaning)
    assert known, (name, value)
    return [number, name, "", *category, "SCT", value, known.replace("minius", "minimus"), *SIDES[side]]


def plain(entries):
    return [row(n + 1, *entry) for n, entry in enumerate(entries)]


def pair(name, value):
    return [(f"Right {name}", value, "right"), (f"Left {name}", value, "left")]


def total():
    source = open(sys.argv[2]).read()
    block = re.search(r'"total": \{(.*?)\}', source, re.S).group(1)
    rows = []
    for number, name in re.findall(r'(\d+): "(\w+)"', block):
        if name in mapping:
            rows.append(row(int(number), name, *mapping[name]))
        else:
            rows.append([int(number), name, ""] + [""] * 9)
    return rows


PRESETS = {
    "abdomen": plain(
        [("Liver", "10200004"), ("Spleen", "78961009"), *pair("kidney", "64033007"), ("Pancreas", "15776009"),
         ("Stomach", "69695003"), ("Gallbladder", "28231008"), ("Duodenum", "38848004"), ("Small intestine", "30315005"),
         ("Colon", "71854001"), ("Abdominal aorta", "7832008"), ("Inferior vena cava", "64131007"),
         *pair("adrenal gland", "23451007"), ("Urinary bladder", "89837001")]),
    "thorax": plain(
        [*pair("lung", "39607008"), ("Trachea", "44567001"), ("Heart", "80891009"), ("Aorta", "15825003"),
         ("Pulmonary artery", "81040000"), ("Superior vena cava", "48345005"), ("Esophagus", "32849002"),
         ("Thyroid", "69748006"), ("Sternum", "56873002"), ("Vertebral column", "421060004"), ("Spinal cord", "2748008")]),
    "brain": plain(
        [("Brain", "12738006"), ("White matter", "68523003"), ("Cortex", "40146001"), ("Cerebellum", "113305005"),
         ("Brain stem", "119238007"), *pair("lateral ventricle", "66720007"), *pair("thalamus", "42695009"),
         *pair("caudate nucleus", "11000004"), *pair("putamen", "89278009"), *pair("hippocampus", "5366008"),
         *pair("amygdala", "4958002")])
    + [row(18, "Tumour", "108369006", category=ALTERED)],
    "prostate": plain(
        [("Prostate", "41216001"), ("Peripheral zone", "279706003"), ("Transition zone", "399384005"),
         *pair("seminal vesicle", "64739004"), ("Urethra", "13648007"), ("Urinary bladder", "89837001"), ("Rectum", "34402009")])
    + [row(9, "Lesion", "52988006", category=ALTERED)],
    "totalsegmentator": total(),
}
for preset, rows in PRESETS.items():
    with open(f"{sys.argv[3]}/{preset}.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *rows])
