#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
#
# report.py FOLDER [--document PAGE]: turns the CSV files that bench/run left in FOLDER into tables
# and plots. Tables are Markdown and go to the standard output; plots are FOLDER/*.svg, made by
# gnuplot. With --document each table also replaces what stands between its markers in PAGE,
# `<!-- NAME -->` and `<!-- end of NAME -->`, and CSV files and plots are copied to a folder beside
# PAGE, which has its name.
import csv
import os
import re
import shutil
import subprocess
import sys

FOLDER = sys.argv[1]
DASH = "–"


def rows_of(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return [row for row in csv.reader(file) if row]


def text_of(name):
    path = os.path.join(FOLDER, name)
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


def markdown(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|---" + "|--:" * (len(header) - 1) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


# -------------------------------------------------------------------------------------------- calls


class Calls:
    """Nanoseconds, cycles and instructions by shape and caller."""

    def __init__(self):
        self.shapes, self.callers, self.skipped = [], [], []
        self.least, self.median, self.nanoseconds, self.instructions = {}, {}, {}, {}
        for row in rows_of("calls.csv"):
            if row[0] == "skipped":
                self.skipped.append(f"{row[1]} ({row[2]})")
                continue
            key = (row[0], row[1])
            for value, known in ((row[0], self.shapes), (row[1], self.callers)):
                if value not in known:
                    known.append(value)
            self.nanoseconds[key] = float(row[4])
            if row[2]:
                self.least[key], self.median[key] = float(row[2]), float(row[3])
        for shape, caller, count in rows_of("instructions.csv"):
            self.instructions[shape, caller] = int(count)

    def ratio(self, shape, caller, figures=None):
        """How many times the direct call; None where it was not measured."""
        figures = self.nanoseconds if figures is None else figures
        if (shape, caller) not in figures:
            return None
        return figures[shape, caller] / figures[shape, "direct"]

    def table(self):
        def cell(shape, caller):
            least = self.ratio(shape, caller)
            median = self.ratio(shape, caller, self.median)
            if least is None:
                return DASH
            return f"{least:.1f}" + (f" ({median:.1f})" if median is not None else "")

        rows = [
            ["direct, ns"] + [f"{self.nanoseconds[shape, 'direct']:.1f}" for shape in self.shapes]
        ]
        rows += [
            [caller] + [cell(shape, caller) for shape in self.shapes]
            for caller in self.callers
            if caller != "direct"
        ]
        table = markdown(["caller ÷ direct"] + self.shapes, rows)
        if self.skipped:
            table += "\nSkipped: " + "; ".join(self.skipped) + ".\n"
        return table

    def instruction_table(self):
        callers = [c for c in self.callers if (self.shapes[0], c) in self.instructions]
        return markdown(
            ["instructions per call"] + self.shapes,
            [
                [caller]
                + [str(self.instructions.get((shape, caller), DASH)) for shape in self.shapes]
                for caller in callers
            ],
        )


# ------------------------------------------------------------------------------------------- memory


def time_text(nanoseconds):
    for limit, divisor, unit in ((1e3, 1, "ns"), (1e6, 1e3, "µs"), (1e9, 1e6, "ms")):
        if nanoseconds < limit:
            return f"{nanoseconds / divisor:.3g} {unit}"
    return f"{nanoseconds / 1e9:.3g} s"


def amount_text(kind, amount):
    if kind != "bytes":
        return f"{amount:,} allocation" + ("s" if amount != 1 else "")
    for shift, unit in ((30, "GiB"), (20, "MiB"), (10, "KiB")):
        if amount >= 1 << shift:
            return f"{amount >> shift} {unit}"
    return f"{amount} B"


class Exposure:
    def __init__(self):
        self.figures = {
            (row[0], int(row[1]), row[2]): (float(row[3]), float(row[4]))
            for row in rows_of("exposure.csv")
        }
        self.amounts = list(dict.fromkeys(key[:2] for key in self.figures))

    def table(self):
        def cell(kind, amount, caller):
            figures = self.figures.get((kind, amount, caller))
            return DASH if figures is None else time_text(figures[0])

        return markdown(
            ["exposed", "a call", "a call, and a touch before it", "the eager walk"],
            [
                [amount_text(kind, amount)]
                + [cell(kind, amount, caller) for caller in ("airlock", "touched", "eager")]
                for kind, amount in self.amounts
            ],
        )


class Memory:
    """The least of each, but the median of what each round does at other addresses by chance."""

    def __init__(self):
        self.figures = {
            (row[0], int(row[1])): float(row[3 if self.is_random(row[0]) else 2])
            for row in rows_of("memory.csv")
        }

    @staticmethod
    def is_random(what):
        return "random" in what or what == "cache miss"

    def table(self):
        names = {
            "load": "load of a u64",
            "store": "store of a u64",
            "allocate+free": "allocate and free 64 bytes",
            "malloc+free": "malloc and free of 64 bytes",
        }
        rows = [[text, f"{self.figures[name, amount]:.1f} ns"]
                for name, text in names.items()
                for amount in (8, 64) if (name, amount) in self.figures]
        for name, text in (
            ("wildcard, same", "address → allocation, the same again, of {:,} live"),
            ("wildcard, random", "address → allocation, at random, of {:,} live"),
            ("wildcard, same, apart", "…, the same again, each after the one before, of {:,} live"),
            ("wildcard, random, apart", "…, at random, each after the one before, of {:,} live"),
            ("cache miss", "a dependent read of one of {:,} records"),
            ("live allocate+free", "allocate and free 64 bytes beside {:,} live"),
        ):
            rows += [
                [text.format(amount), f"{self.figures[name, amount]:.1f} ns"]
                for amount in (1000, 1000000)
            ]
        for name, text, unit in (
            ("metadata", "metadata of an allocation of {:,} bytes", " bytes"),
            ("overhead", "all memory ÷ bytes, for {:,} bytes", ""),
            ("overhead, worst", "the same, at worst for {:,} bytes and more", ""),
            ("metadata of pointers", "metadata of {:,} bytes of pointers", " bytes"),
            ("overhead of pointers", "all memory ÷ bytes, for {:,} bytes of pointers", ""),
            ("overhead of tagged pointers", "the same, when each has a tag below 2³², {:,} bytes", ""),
        ):
            rows += [
                [text.format(amount), f"{value:.4g}{unit}"]
                for (kind, amount), value in self.figures.items()
                if kind == name
            ]
        return markdown(["what", "cost"], rows)


# ------------------------------------------------------------------------------------------ targets


def worst(calls, shapes, caller, base):
    """The largest ratio to a caller among some shapes, and the shape that it is of."""
    return max(
        (calls.nanoseconds[shape, caller] / calls.nanoseconds[shape, base], shape)
        for shape in shapes
    )


def targets(calls, exposure, memory):
    rows = []

    def row(what, limit, value, detail="", unit="×", emitted="", by_hand=""):
        met = "met" if value <= limit else "**missed**"
        rows.append(
            [what, f"≤ {limit:g} {unit}", f"{value:.3g} {unit}{detail}", met, emitted, by_hand])

    def of(shapes, caller, base):
        value, shape = worst(calls, shapes, caller, base)
        return f"{value:.3g} × ({shape})"

    def by_hand_over_libffi(shape):
        """What a layer by hand takes beside calling on, added to ffi_call."""
        ffi, by_hand, passed_on = (
            calls.nanoseconds[shape, caller] for caller in ("ffi_call", "by hand", "passed on"))
        return f"{(ffi + by_hand - passed_on) / ffi:.3g} × ({shape})"

    shapes = calls.shapes
    plain = [s for s in shapes if s in ("void", "add(i32,i32)", "six i64", "three doubles")]
    other = [s for s in shapes if s in ("mixed", "struct in/out", "pointer")]
    for names, label, without, with_check in (
        (plain, "integers and doubles", 2.7, 4.2),
        (other, "other registers, small structs", 4.5, 6),
        (["twelve i32"], "twelve ints", 7, 8.5),
    ):
        for suffix, limit, text in (
            (", fp unwatched", without, "floating-point check off"),
            ("", with_check, "every check"),
        ):
            value, shape = worst(calls, names, "airlock" + suffix, "direct")
            row(f"1. {label}, {text} ÷ direct", limit, value, f" ({shape})",
                emitted=of(names, "airlock, emitted" + suffix, "direct"),
                by_hand=of(names, "by hand" + suffix, "direct"))
    outwards = [s for s in shapes if s != "callback"]
    value, shape = worst(calls, outwards, "airlock", "ffi_call")
    row("1. every shape, every check ÷ `ffi_call`", 0.35, value, f" ({shape})",
        emitted=of(outwards, "airlock, emitted", "ffi_call"),
        by_hand=of(outwards, "by hand", "ffi_call"))
    value, shape = worst(calls, outwards, "airlock over libffi", "ffi_call")
    row("2. over libffi ÷ `ffi_call`", 1.25, value, f" ({shape})",
        by_hand=by_hand_over_libffi(shape))
    row("3. callback ÷ direct", 3.5, calls.ratio("callback", "airlock"),
        emitted=of(["callback"], "airlock, emitted", "direct"),
        by_hand=of(["callback"], "by hand", "direct"))
    figures = [v[0] for (kind, _, caller), v in exposure.figures.items()
               if kind == "bytes" and caller == "airlock"]
    row("4. a call with 1 GiB exposed ÷ with 1 KiB", 1.1, figures[-1] / figures[0])
    figures = [v[0] for (kind, _, caller), v in exposure.figures.items()
               if kind == "bytes" and caller == "touched"]
    row("4. a touch and a call with 1 GiB exposed ÷ with 1 KiB", 1.1, figures[-1] / figures[0])
    figure = memory.figures
    row("5. wildcard to allocation, cached", 15, figure["wildcard, same", 1000], unit="ns")
    apart = [figure[f"wildcard, {order}, apart", 1000000] for order in ("random", "same")]
    misses = (apart[0] - apart[1]) / figure["cache miss", 1000000]
    row("5. the same at random among 1,000,000", 2, misses, unit="misses")
    row("6. load", 12, figure["load", 8], unit="ns")
    row("6. store", 12, figure["store", 8], unit="ns")
    ratio = figure["allocate+free", 64] / figure["malloc+free", 64]
    row("6. allocate + free of 64 bytes ÷ malloc + free", 3, ratio)
    row("6. metadata of an allocation", 96, figure["metadata", 64], unit="bytes")
    row("6. memory of plain blocks from 4 KiB on, at worst", 1.2, figure["overhead, worst", 4096])
    row("6. memory of pointer arrays", 3, figure["overhead of pointers", 4096])
    row("6. memory of arrays of pointers with tags", 3, figure["overhead of tagged pointers", 4096])
    return markdown(["target", "aim", "measured", "", "by emitted code", "by hand"], rows)


# -------------------------------------------------------------------------------------------- plots

STYLE = """
set terminal svg noenhanced size 1000,560 font 'sans-serif,14' background rgb 'white'
set datafile separator tab
set grid xtics ytics mxtics mytics lc rgb '#dddddd', lc rgb '#eeeeee'
set key outside right top vertical
set border 3
set tics nomirror
"""
LAYERS = ("passed on", "watched on", "by hand")  # They are no callers that one could choose.
OWN_COLOURS = ["#000000", "#666666", "#7a0019", "#c06070", "#aaaaaa"]
COLOURS = ["#0072b2", "#56b4e9", "#009e73", "#d55e00", "#cc79a7", "#e69f00", "#882255", "#44aa99",
           "#332288"]


def plot(name, title, x_label, y_label, series, extra):
    """Each of `series` is (name, [(x, y)]); x may be a position with a label in `extra`."""
    data, commands, own = "", [], 0
    for index, (label, points) in enumerate(series):
        data += f"$d{index} << EOD\n" + "".join(f"{x}\t{y}\n" for x, y in points) + "EOD\n"
        is_own = label.startswith("airlock")
        colours, place = (OWN_COLOURS, own) if is_own else (COLOURS, index - own)
        colour = colours[place % len(colours)]
        own += is_own
        commands.append(
            f"$d{index} using 1:2 with linespoints lw {4 if is_own else 1.5} pt {index % 12 + 4} "
            f"ps {1 if is_own else 0.8} lc rgb '{colour}' title \"{label}\""
        )
    script = (
        STYLE + data + f"set output '{FOLDER}/{name}.svg'\nset title \"{title}\"\n"
        f"set xlabel '{x_label}'\nset ylabel '{y_label}'\nset logscale y\n{extra}\n"
        "plot " + ", \\\n".join(commands) + "\n"
    )
    subprocess.run(["gnuplot"], input=script, text=True, check=True)


def plots(calls, exposure, memory):
    ticks = ", ".join(f"'{shape}' {index}" for index, shape in enumerate(calls.shapes))
    plot(
        "calls",
        "A native call, by the shape of its signature",
        "",
        "time ÷ a direct call (log)",
        [
            (
                caller,
                [
                    (index, calls.ratio(shape, caller))
                    for index, shape in enumerate(calls.shapes)
                    if calls.ratio(shape, caller) is not None
                ],
            )
            for caller in calls.callers
            if caller != "direct" and not caller.startswith(LAYERS)
        ],
        f"set xtics rotate by -25 ({ticks})\nset xrange [-0.3:{len(calls.shapes) - 0.7}]\n"
        "set yrange [0.5:1000]\nset format y '%g'",
    )
    kinds = {
        "airlock": "airlock: a call",
        "touched": "airlock: a touch, a call",
        "eager": "eager walk",
    }
    times = (
        "('1 ns' 1, '10 ns' 10, '100 ns' 1e2, '1 µs' 1e3, '10 µs' 1e4, '100 µs' 1e5, "
        "'1 ms' 1e6, '10 ms' 1e7, '100 ms' 1e8, '1 s' 1e9)"
    )
    for kind, label, x_ticks in (
        ("bytes", "initialised memory exposed, in one allocation",
         "('1 KiB' 1024, '16 KiB' 16384, '256 KiB' 262144, '4 MiB' 4194304, '64 MiB' 67108864, "
         "'1 GiB' 1073741824)"),
        ("allocations", "allocations of 64 bytes exposed",
         "('1' 1, '10' 10, '100' 100, '1000' 1e3, '10,000' 1e4, '100,000' 1e5, '1,000,000' 1e6)"),
    ):
        plot(
            f"exposure-{kind}",
            "A native call with a pointer, by what is exposed",
            label + " (log)",
            "time per call (log)",
            [
                (name, [(amount, figures[0]) for (k, amount, c), figures in
                        exposure.figures.items() if k == kind and c == caller])
                for caller, name in kinds.items()
            ],
            f"set logscale x\nset xtics {x_ticks}\nset ytics {times}\nset yrange [10:3e9]",
        )
    plot(
        "lookup",
        "From an address to its allocation",
        "live allocations (log)",
        "time per lookup in ns (log)",
        [
            (name, [(amount, value) for (what, amount), value in memory.figures.items()
                    if what == key])
            for key, name in (("wildcard, same", "airlock: the same again"),
                              ("wildcard, random", "airlock: at random"),
                              ("wildcard, random, apart", "airlock: at random, one by one"),
                              ("cache miss", "a dependent read"))
        ],
        "set logscale x\nset xtics ('1' 1, '10' 10, '100' 100, '1000' 1e3, '10,000' 1e4, "
        "'100,000' 1e5, '1,000,000' 1e6)\nset yrange [0.5:1000]",
    )


# --------------------------------------------------------------------------------------------- page


def document(page, tables):
    with open(page, encoding="utf-8") as file:
        text = file.read()
    for name, table in tables.items():
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        if begin in text:
            text = re.sub(
                re.escape(begin) + ".*?" + re.escape(end),
                lambda _: f"{begin}\n{table}{end}",
                text,
                flags=re.DOTALL,
            )
    with open(page, "w", encoding="utf-8") as file:
        file.write(text)
    folder = os.path.splitext(page)[0]
    os.makedirs(folder, exist_ok=True)
    for name in sorted(os.listdir(FOLDER)):
        if name.endswith((".csv", ".svg")):
            shutil.copy(os.path.join(FOLDER, name), folder)


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    version = subprocess.run(["gcc", "-dumpfullversion"], capture_output=True, check=True).stdout
    name = names[0] if names else "unknown"
    return f"{name}, {len(names)} processors; gcc {version.decode().strip()}.\n"


def main():
    calls, exposure, memory = Calls(), Exposure(), Memory()
    tables = {
        "machine": processor(),
        "targets": targets(calls, exposure, memory),
        "calls": calls.table(),
        "instructions": calls.instruction_table(),
        "exposure": exposure.table(),
        "memory": memory.table(),
    }
    for name in ("parts", "callbacks", "native heap", "bulk", "interpreter", "scale"):
        if text_of(f"{name}.txt"):
            tables[name] = "```text\n" + text_of(f"{name}.txt") + "```\n"
    plots(calls, exposure, memory)
    for name, table in tables.items():
        print(f"{name}\n\n{table}")
    if "--document" in sys.argv:
        document(sys.argv[sys.argv.index("--document") + 1], tables)


main()
