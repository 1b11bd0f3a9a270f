#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
#
# python.py LIBRARY SECONDS FOLDER: what calls cost through ctypes, and through cffi in API mode,
# whose module is compiled in FOLDER. Prints lines as bench_calls does, with nanoseconds only:
# "SHAPE","NAME",,,NANOSECONDS,
import ctypes
import os
import sys
import time

LIBRARY, SECONDS, FOLDER = sys.argv[1], float(sys.argv[2]), sys.argv[3]
CALLS = 2000
HEADER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../calls")

# Each shape, as the body of a loop. The names are those of either library.
LOOPS = {
    "void": "callee_void()",
    "add(i32,i32)": "callee_add(i, 2)",
    "six i64": "callee_six(i, 2, 3, 4, 5, 6)",
    "twelve i32": "callee_twelve(i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)",
    "three doubles": "callee_doubles(i, 2.0, 3.0)",
    "mixed": "callee_mixed(i, 2.0, 3, 4.0, 5)",
    "struct in/out": "callee_struct(span)",
    "pointer": "callee_pointer(numbers, i)",
    "callback": "callee_callback(add, i)",
}


def measure(name, names):
    for shape, body in LOOPS.items():
        exec(f"def loop(n):\n    for i in range(n):\n        {body}\n", names)
        least = float("inf")
        end = time.monotonic() + SECONDS / len(LOOPS)
        while time.monotonic() < end:
            start = time.perf_counter_ns()
            names["loop"](CALLS)
            least = min(least, (time.perf_counter_ns() - start) / CALLS)
        print(f'"{shape}","{name}",,,{least:.2f},', flush=True)


def with_ctypes():
    i32, i64, f64 = ctypes.c_int32, ctypes.c_int64, ctypes.c_double

    class Span(ctypes.Structure):
        _fields_ = [("start", i64), ("scale", f64)]

    function = ctypes.CFUNCTYPE(i32, i32, i32)
    library = ctypes.CDLL(LIBRARY)
    types = {
        "callee_void": (None, []),
        "callee_add": (i32, [i32] * 2),
        "callee_six": (i64, [i64] * 6),
        "callee_twelve": (i32, [i32] * 12),
        "callee_doubles": (f64, [f64] * 3),
        "callee_mixed": (f64, [i32, f64, i64, ctypes.c_float, ctypes.c_uint8]),
        "callee_struct": (Span, [Span]),
        "callee_pointer": (i32, [ctypes.POINTER(i32), i32]),
        "callee_callback": (i32, [function, i32]),
    }
    names = {}
    for name, (result, parameters) in types.items():
        names[name] = getattr(library, name)
        names[name].restype = result
        names[name].argtypes = parameters
    names["span"] = Span(1, 2)
    names["numbers"] = (i32 * 8)(3, 1, 4, 1, 5, 9, 2, 6)
    names["add"] = function(lambda left, right: left + right)
    measure("ctypes", names)


def with_cffi():
    import cffi

    builder = cffi.FFI()
    with open(os.path.join(HEADER, "callees.h"), encoding="utf-8") as header:
        lines = [line for line in header if not line.startswith(("#", "//"))]
    builder.cdef("".join(lines) + 'extern "Python" int32_t add(int32_t left, int32_t right);')
    folder = os.path.dirname(os.path.abspath(LIBRARY))
    builder.set_source(
        "bench_cffi",
        '#include "callees.h"',
        include_dirs=[os.path.abspath(HEADER)],
        libraries=["bench_callees"],
        library_dirs=[folder],
        runtime_library_dirs=[folder],
    )
    builder.compile(tmpdir=FOLDER)
    sys.path.insert(0, FOLDER)
    from bench_cffi import ffi, lib

    ffi.def_extern(name="add")(lambda left, right: left + right)
    names = {name: getattr(lib, name) for name in dir(lib) if name.startswith("callee_")}
    names["span"] = ffi.new("callee_span *", (1, 2))[0]
    names["numbers"] = ffi.new("int32_t[8]", (3, 1, 4, 1, 5, 9, 2, 6))
    names["add"] = lib.add
    measure("cffi", names)


with_ctypes()
try:
    with_cffi()
except ImportError as error:
    print(f"skipped,cffi,{error}")
