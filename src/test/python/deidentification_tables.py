"""Makes dictionary.tsv (PS3.6) and confidentiality.tsv (PS3.15, table E.1-1) for the program, and profile.tsv, the second source that
the test holds the latter against.

python deidentification_tables.py JSON ANONYMIZER OUT

JSON: attributes.json and confidentiality_profile_attributes.json of innolitics/dicom-standard (28 January 2025).
ANONYMIZER: dicomfields_2026c.py of dicom-anonymizer 2.1.0 on PyPI, for the rows that are newer, and for profile.tsv."""
import json, pathlib, re, runpy, sys
src, anonymizer, out = map(pathlib.Path, sys.argv[1:4])
vrs = {}
for a in json.loads((src / 'attributes.json').read_text()):
    tag = a['tag'].strip('()').replace(',', '')
    vr = a['valueRepresentation'].split(' ')[0]
    if tag[:4] in ('50XX', '60XX'):  # groups that repeat: the first stands for all
        tag = tag.replace('X', '0')
    if len(vr) == 2 and 'X' not in tag:
        vrs[tag] = vr
(out / 'dictionary.tsv').write_text(''.join(f'{tag}\t{vrs[tag]}\n' for tag in sorted(vrs)))

options = dict(rtnUIDsOpt='uids', rtnDevIdOpt='device', rtnInstIdOpt='institution', rtnPatCharsOpt='patient', rtnLongFullDatesOpt='dates')
rows = {}
for a in json.loads((src / 'confidentiality_profile_attributes.json').read_text()):
    tag = a['tag'].strip('()').replace(',', '')
    if len(tag) == 8 and not tag.startswith('0000'):  # neither private attributes nor commands
        kept = [word for key, word in options.items() if a.get(key) == 'K']
        rows[tag.replace('X', '0')] = (a['basicProfile'], ','.join(kept) or '-', ' '.join(a['name'].split()))

lists = runpy.run_path(str(anonymizer))
names = dict(re.findall(r'\((0x\w+, 0x\w+)\),\s*#\s*(.*)', anonymizer.read_text()))
profile = {}
for key in lists:
    action = '/'.join(key.removesuffix('_TAGS').replace('U_STAR', 'U*').split('_'))
    if key.endswith('_TAGS') and key != 'ALL_TAGS':
        for tag in lists[key]:
            if len(tag) == 2 and tag[0]:
                profile['%04X%04X' % tag] = action
                name = names.get('0x%04X, 0x%04X' % tag, '-').strip()
                rows.setdefault('%04X%04X' % tag, (action, '-', name))
(out / 'confidentiality.tsv').write_text(''.join('\t'.join((tag, *rows[tag])) + '\n' for tag in sorted(rows)))
(out / 'profile.tsv').write_text(''.join(f'{tag}\t{profile[tag]}\n' for tag in sorted(profile)))
