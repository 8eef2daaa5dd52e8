exec(open("/tmp/outline/t4.py").read().split("orig=")[0])
from dataclasses import replace
from toolkit.align.score import *
from toolkit.align import rounds, length
from toolkit.align.beads import *


def flip(m):
    order = [MOVES.index((q, p)) for p, q in MOVES]
    return replace(
        m,
        prior=m.prior[order],
        length=m.length.flipped(),
        source_windows=m.target_windows,
        target_windows=m.source_windows,
        source_marks=m.target_marks,
        target_marks=m.source_marks,
        ahead=m.behind,
        behind=m.ahead,
    )


def probe(scorer, rows, cols):
    n = len(rows)
    m = len(cols)
    band = Band(np.zeros(n + 1, dtype=np.int64), m + 1, m)
    cells = scorer.score(rows, cols, band)
    row, back = viterbi(band, cells, scorer.moves, 0, np.zeros((1, m + 1)))
    last = row[-1]
    e = int(last.argmax())
    i, j = n, e
    while i:
        k = int(back[i, j])
        i -= MOVES[k][0]
        j -= MOVES[k][1]
    far = np.abs(np.arange(m + 1) - e) > n
    return last[e], last[far].max() if far.any() else np.nan, j, e


def run(s, t, g, label, size, words=False):
    a, b, model = rounds._prepare(s, t, None)
    unit = np.log(b.lengths + 2).mean() - np.log(a.lengths + 2).mean()
    model = replace(model, length=replace(model.length, ratio=unit))
    gold = {}
    for x in g:
        for i in x.source:
            for j in x.target:
                gold.setdefault(i, []).append(j)
    gt = {}
    for x in g:
        for j in x.target:
            for i in x.source:
                gt.setdefault(j, []).append(i)
    if len(a) > len(b):
        a, b = b, a
        model = flip(model)
        gold = gt
    sc = Scorer.of(model, rounds._COARSE, words=words)
    n = len(a)
    k = max(1, min(24, n // size))
    out = []
    for x in range(k):
        f = (n * x) // k
        l = min(n, f + size)
        sco, sec, js, je = probe(sc, a.slice(f, l), b)
        tr = [j for i in range(f, l) for j in gold.get(i, ())]
        ok = tr and abs(min(tr) - js) <= 8 and abs(max(tr) + 1 - je) <= 8
        out.append((round(float(sco), 1), round(float(sec), 1), "ok" if ok else ("-" if not tr else "BAD")))
    print(label, len(a), len(b), round(math.log(len(b)), 1), out)


import math

docs = []
for d in ("parice", "konews-dev", "ami-dev"):
    ps = sorted(glob.glob(f"/work/shared/align/{d}/*.gold"), key=os.path.getsize)[-2:]
    docs += [(d, load(p[:-5])) for p in ps]
docs.append((f"bitext1000", bitext(7, size=1000, vocabulary=3000)))
for w in (False, True):
    for size in (20, 40):
        for name, (s, t, g) in docs[::2]:
            run(*excerpt(s, t, g, 0.3, 1), name + " .3 " + str((size, w)), size, w)
            run(*excerpt(s, t, g, 0.3, 0), name + " .3 " + str((size, w)), size, w)
            run(s, t, [], name + " whole", size, w) if 0 else None
        run(docs[0][1][0], docs[2][1][1], [], "unrel", size, w)
        run(docs[4][1][0], docs[3][1][1], [], "unrel", size, w)
