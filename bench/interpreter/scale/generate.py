#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
#
# generate.py NAME COUNT FOLDER: writes an input that has, or does, COUNT of one thing to
# FOLDER/program.mir, and what it needs beside it, and prints the command line that `airlock` is to
# be given there, one word a line. Without arguments: the cases, their full size and what they are,
# one a line.
#
# Everything that is written is executed as well as read, and nothing depends on anything but COUNT,
# so that comparing two sizes shows what grows faster than they do.
import re
import subprocess
import sys

CASES = {}
WITH_LIBC = ("run", "--native-lib", "libc.so.6", "program.mir")


def case(size, what, command=("run", "program.mir")):
    """Registers a function of COUNT that returns the text of program.mir, or beside it that of
    program.rs and the command line. If it writes files itself, it is given the folder as well."""

    def register(function):
        CASES[function.__name__] = (function, size, what, command)
        return function

    return register


def times(count, text, first=0):
    """The text once for each number from `first` on: @ is the number, # the next one."""
    return "".join(
        text.replace("@", str(number)).replace("#", str(number + 1))
        for number in range(first, first + count)
    )


def main(local_types, blocks):
    """fn main with the locals _1 and up. Blocks may have any numbers; the first is the entry."""
    labels = re.findall(r"^    (bb\d+):", blocks, re.MULTILINE)
    numbers = {label: f"bb{number}" for number, label in enumerate(labels)}
    blocks = re.sub(r"\bbb\d+", lambda match: numbers[match.group()], blocks)
    declarations = "".join(
        f"    let mut _{number}: {type_name};\n"
        for number, type_name in enumerate(local_types, 1)
    )
    return f"fn main() -> () {{\n    let mut _0: ();\n{declarations}{blocks}}}\n"


def block(number, statements, terminator):
    return f"    bb{number}: {{\n{statements}        {terminator};\n    }}\n"


def straight(local_types, statements):
    """fn main of one block."""
    return main(local_types, block(0, statements, "return"))


def loop(count, local_types, before, body, after="    bb5: { return; }\n", first=""):
    """fn main that goes `count` times around `body`, which begins with block 4 and ends by going to
    block 3, then on to `after`, which begins with block 5. _1 counts the turns, _2 is a bool, and
    `local_types` are those from _3 on. `before` are statements, and `first` blocks that go on to
    block 0, to begin with."""
    return main(
        ["u64", "bool"] + local_types,
        f"""{first}    bb0: {{
{before}        _1 = const 0_u64;
        goto -> bb1;
    }}
    bb1: {{
        _2 = Lt(copy _1, const {count}_u64);
        switchInt(copy _2) -> [0: bb5, otherwise: bb4];
    }}
    bb3: {{
        _1 = Add(copy _1, const 1_u64);
        goto -> bb1;
    }}
{body}{after}""",
    )


# A list: _4 is the newest of the nodes, each of which leads to the one before.
LIST_TYPES = ["Node", "*mut Node", "std::boxed::Box<Node>"]
LIST_ITEMS = "struct Node { next: *mut Node, value: u64 }\n"
LIST_EMPTY = "        _4 = const 0_usize as *mut Node (PointerWithExposedProvenance);\n"


def list_push(then):
    """Blocks 4 to 6: one more node, then to block `then`."""
    return f"""    bb4: {{
        _3 = Node {{ next: copy _4, value: copy _1 }};
        _5 = std::boxed::Box::<Node>::new(copy _3) -> [return: bb6, unwind unreachable];
    }}
    bb6: {{
        _4 = std::boxed::Box::<Node>::into_raw(move _5) -> [return: bb{then}, unwind unreachable];
    }}
"""


def list_free(first):
    """Blocks `first`, 90 to 93: frees the list and returns."""
    return f"""    bb{first}: {{
        _2 = std::ptr::mut_ptr::<impl *mut Node>::is_null(copy _4) ->
            [return: bb90, unwind unreachable];
    }}
    bb90: {{
        switchInt(copy _2) -> [0: bb91, otherwise: bb93];
    }}
    bb91: {{
        _5 = std::boxed::Box::<Node>::from_raw(copy _4) -> [return: bb92, unwind unreachable];
    }}
    bb92: {{
        _4 = copy ((*_4).0: *mut Node);
        drop(_5) -> [return: bb{first}, unwind unreachable];
    }}
    bb93: {{
        return;
    }}
"""


# ----------------------------------------------------------------------------- what is long to read


@case(10000, "functions that call each other as a tree")
def functions(count):
    text = ""
    for number in range(count):
        calls = ""
        for child in (1, 2):
            callee = 2 * number + child
            calls += block(
                child - 1,
                "",
                f"_0 = f{callee}() -> [return: bb{child}, unwind unreachable]"
                if callee < count
                else f"goto -> bb{child}",
            )
        text += f"fn f{number}() -> () {{\n    let mut _0: ();\n{calls}    bb2: {{ return; }}\n}}\n"
    return text + main(
        [], "    bb0: { _0 = f0() -> [return: bb1, unwind unreachable]; }\n    bb1: { return; }\n"
    )


@case(10000, "calls in one body")
def call_sites(count):
    return """fn next(_1: u64) -> u64 {
    let mut _0: u64;
    bb0: { _0 = Add(copy _1, const 1_u64); return; }
}
""" + main(
        ["u64"],
        "    bb0: { _1 = const 0_u64; goto -> bb1; }\n"
        + times(count, "    bb@: { _1 = next(copy _1) -> [return: bb#, unwind unreachable]; }\n", 1)
        + block(count + 1, "", "return"),
    )


@case(100000, "statements in one block")
def statements(count):
    return straight(
        ["u64"],
        "        _1 = const 0_u64;\n" + times(count, "        _1 = Add(copy _1, const @_u64);\n"),
    )


@case(100000, "statements in bodies of 100")
def spread(count):
    body = times(100, "        _0 = Add(copy _0, const @_u64);\n")
    bodies = count // 100
    return times(
        bodies,
        "fn f@() -> u64 {\n    let mut _0: u64;\n    bb0: {\n        _0 = const 0_u64;\n"
        + body
        + "        return;\n    }\n}\n",
    ) + main(
        ["u64"],
        times(bodies, "    bb@: { _1 = f@() -> [return: bb#, unwind unreachable]; }\n")
        + block(bodies, "", "return"),
    )


@case(100000, "blocks in one body")
def blocks(count):
    return main([], times(count, "    bb@: { goto -> bb#; }\n") + block(count, "", "return"))


@case(100000, "locals in one body, each with a scope of its own")
def locals_with_scopes(count):
    return straight(
        ["u64"] * (count + 1),
        "        StorageLive(_1); _1 = const 0_u64;\n"
        + times(count, "        StorageLive(_#); _# = copy _@; StorageDead(_@);\n", 1),
    )


@case(30000, "locals in one body that are memory, live together")
def memory_locals(count):
    return straight(
        ["u64", "&u64"] + ["u64"] * count,
        "        _1 = const 0_u64; _2 = &_1;\n"
        + times(count, "        StorageLive(_@); _@ = copy (*_2); _2 = &_@;\n", 3),
    )


@case(10000, "scopes beside each other, each with a variable")
def scopes(count):
    return (
        "fn main() -> () {\n    let mut _0: ();\n"
        + times(count, "    scope @ { debug v@ => _@; let mut _@: u64; }\n", 1)
        + block(0, times(count, "        _@ = const @_u64;\n", 1), "return")
        + "}\n"
    )


@case(10000, "scopes inside each other, each with a variable")
def nested_scopes(count):
    return (
        "fn main() -> () {\n    let mut _0: ();\n"
        + times(count, "    scope @ { debug v@ => _@; let mut _@: u64;\n", 1)
        + "    }\n" * count
        + block(0, times(count, "        _@ = const @_u64;\n", 1), "return")
        + "}\n"
    )


@case(1000, "parameters of one function")
def parameters(count):
    names = ", ".join(f"_{number + 1}: u64" for number in range(count))
    values = ", ".join(f"const {number}_u64" for number in range(count))
    return (
        f"fn f({names}) -> u64 {{\n    let mut _0: u64;\n"
        f"    bb0: {{ _0 = copy _{count}; return; }}\n}}\n"
    ) + main(
        ["u64"],
        f"    bb0: {{ _1 = f({values}) -> [return: bb1, unwind unreachable]; }}\n"
        "    bb1: { return; }\n",
    )


@case(10000, "arms of one switch, all taken")
def switch_arms(count):
    arms = ", ".join(f"{number}: bb{number + 3}" for number in range(count))
    return main(
        ["u64"],
        "    bb0: { _1 = const 0_u64; goto -> bb1; }\n"
        f"    bb1: {{ switchInt(copy _1) -> [{arms}, otherwise: bb2]; }}\n"
        "    bb2: { return; }\n"
        + times(count, "    bb@: { _1 = Add(copy _1, const 1_u64); goto -> bb1; }\n", 3),
    )


@case(10000, "string literals")
def literals(count):
    return straight(["&str"], times(count, '        _1 = const "text @";\n'))


@case(1000000, "bytes of one string literal")
def long_literal(count):
    return straight(["&str"], '        _1 = const "' + "x" * count + '";\n')


@case(10000, "statics, each with bytes of its own")
def statics(count):
    return (
        times(
            count,
            "static S@: u32 = {\n    let mut _0: u32;\n    bb0: { _0 = const @_u32; return; }\n}\n",
        )
        + straight(
            ["&u32", "u32"],
            times(count, "        _1 = const {alloc#: &u32}; _2 = copy (*_1);\n"),
        )
        + times(
            count,
            "alloc# (static: S@, size: 4, align: 4) {\n    07 00 00 00 │ ....\n}\n",
        )
    )


@case(1000000, "references in the bytes of a static, all to one other")
def references_in_static(count):
    rows = "".join(
        f"    0x{8 * number:08x} │ ╾─alloc2<imm>─╼ │ ╾──────╼\n" for number in range(count)
    )
    return (
        straight(
            [f"&[&u8; {count}]", "&u8"],
            f"        _1 = const {{alloc1: &[&u8; {count}]}}; _2 = copy (*_1)[0 of 1];\n",
        )
        + f"alloc1 (size: {8 * count}, align: 8) {{\n{rows}}}\n"
        + "alloc2 (size: 1, align: 1) {\n    07 │ .\n}\n"
    )


@case(10000, "constants, each evaluated")
def constants(count):
    return times(
        count,
        "const C@: u64 = {\n    let mut _0: u64;\n"
        "    bb0: { _0 = Add(const @_u64, const 1_u64); return; }\n}\n",
    ) + straight(["u64"], times(count, "        _1 = const C@;\n"))


@case(10000, "structs, each with a reference to the one before")
def structs(count):
    return (
        "struct T0<'a> { before: &'a u64 }\n"
        + times(count, "struct T#<'a> { before: &'a T@<'a> }\n")
        + straight(
            ["u64", "&u64"]
            + [f"{sign}T{number}<'_>" for number in range(count) for sign in ("", "&")],
            "        _1 = const 0_u64; _2 = &_1;\n"
            + "".join(
                f"        _{2 * number + 3} = T{number}::<'_> {{ before: copy _{2 * number + 2} }};"
                f" _{2 * number + 4} = &_{2 * number + 3};\n"
                for number in range(count)
            ),
        )
    )


@case(100, "structs, each with two of the one before; none has bytes")
def doubled_structs(count):
    return (
        "struct T0;\n"
        + times(count, "struct T# { left: T@, right: T@ }\n")
        + straight([f"T{count}"] * 2, "        _2 = copy _1;\n")
    )


@case(50, "structs, each with two arrays of none of the one before")
def doubled_arrays(count):
    return (
        "struct T0 { value: u64 }\n"
        + times(count, "struct T# { left: [T@; 0], right: [T@; 0] }\n")
        + straight(
            [f"[T{count - 1}; 0]", f"T{count}", f"T{count}"],
            f"        _1 = []; _2 = T{count} {{ left: copy _1, right: copy _1 }}; _3 = copy _2;\n",
        )
    )


@case(100, "levels of a pointer to a pointer to ...")
def deep_pointer(count):
    pointer = "*const " * count + "u64"
    return straight(
        [pointer] * 2,
        f"        _1 = const 0_usize as {pointer} (PointerWithExposedProvenance); _2 = copy _1;\n",
    )


@case(100, "generic types inside each other")
def deep_generic(count):
    nested = "Around<" * count + "u64" + ">" * count
    return "struct Around<T> { value: T }\n" + straight(
        ["u64", nested, nested],
        f"        _1 = const 1_u64; _2 = copy _1 as {nested} (Transmute); _3 = copy _2;\n",
    )


@case(100, "generic types, each with the one before of a pair of its parameter")
def doubled_generics(count):
    return (
        "struct Pair<A, B> { first: *const A, second: *const B }\n"
        "struct T0<A> { value: *const A }\n"
        + times(count, "struct T#<A> { before: T@<Pair<A, A>> }\n")
        + straight(
            ["u64", f"T{count}<u64>", f"T{count}<u64>"],
            f"        _1 = const 1_u64; _2 = copy _1 as T{count}<u64> (Transmute);"
            " _3 = copy _2;\n",
        )
    )


@case(10000, "fields of one struct")
def fields(count):
    return (
        "struct Wide { "
        + ", ".join(f"f{number}: u32" for number in range(count))
        + " }\n"
        + straight(
            ["Wide", "Wide", "u32"],
            "        _1 = Wide { "
            + ", ".join(f"f{number}: const {number}_u32" for number in range(count))
            + " };\n        _2 = copy _1;\n"
            + times(count, "        _3 = copy (_2.@: u32);\n"),
        )
    )


@case(10000, "variants of one enum, each made, and an arm of a match for each")
def variants(count):
    arms = ", ".join(f"{number}: bb{2 * number + 2}" for number in range(count))
    text = "enum Many { " + ", ".join(f"V{number}(u32)" for number in range(count)) + " }\n"
    text += main(
        ["Many", "isize", "u32"],
        block(0, "        _1 = Many::V0(const 0_u32);\n", "goto -> bb1")
        + block(
            1, "        _2 = discriminant(_1);\n", f"switchInt(copy _2) -> [{arms}, otherwise: bb3]"
        )
        + block(3, "", "return")
        + "".join(
            block(
                2 * number + 2,
                f"        _3 = copy ((_1 as V{number}).0: u32);\n"
                f"        _1 = Many::V{number + 1}(const 0_u32);\n",
                "goto -> bb1",
            )
            if number + 1 < count
            else block(2 * number + 2, "", "return")
            for number in range(count)
        ),
    )
    return text


@case(10000, "variants of an enum with a number for each, all made of their number and matched")
def numbers(count):
    names = ", ".join(f"V{number} = {number * 7 % (10 * count)}" for number in range(count))
    arms = ", ".join(f"{number * 7 % (10 * count)}: bb{3}" for number in range(count))
    return f"#[repr(u32)] enum Many {{ {names} }}\n" + loop(
        count,
        ["u32", "Many", "Many", "u32"],
        "        _3 = const 0_u32;\n",
        f"""    bb4: {{
        _4 = copy _3 as Many (Transmute); _5 = copy _4; _6 = discriminant(_5);
        _3 = Add(copy _3, const 7_u32);
        switchInt(copy _6) -> [{arms}, otherwise: bb5];
    }}
""",
    )


@case(10000, "methods of one name, one for each type, called")
def methods(count):
    bodies = "".join(
        f"fn <impl at program.rs:{2 * number + 2}:1: "
        f"{2 * number + 2}:{7 + len(str(number))}>::number(_1: &T{number}) -> u32 {{\n"
        "    let mut _0: u32;\n"
        "    bb0: { _0 = copy ((*_1).0: u32); return; }\n}\n"
        for number in range(count)
    )
    return bodies + trait_calls(count, "T@::number"), times(
        count,
        "struct T@ { value: u32 }\nimpl T@ { fn number(&self) -> u32 { self.value } }\n",
    )


# Each impl has a line of its own in program.rs, by which its functions are named in the text.
def trait_items(count):
    return "trait Named { fn number(&self) -> u32; }\n" + times(
        count,
        "struct T@ { value: u32 }\nimpl Named for T@ { fn number(&self) -> u32 { self.value } }\n",
    )


def trait_bodies(count):
    return "".join(
        f"fn <impl at program.rs:{2 * number + 3}:1: "
        f"{2 * number + 3}:{21 + len(str(number))}>::number(_1: &T{number}) -> u32 {{\n"
        "    let mut _0: u32;\n"
        "    bb0: { _0 = copy ((*_1).0: u32); return; }\n}\n"
        for number in range(count)
    )


def trait_calls(count, callee):
    """A main that calls `callee`, where @ is a number, for one value of each type."""
    return main(
        [f"{sign}T{number}" for number in range(count) for sign in ("", "&")] + ["u32"],
        "".join(
            block(
                number,
                f"        _{2 * number + 1} = T{number} {{ value: const {number}_u32 }};\n"
                f"        _{2 * number + 2} = &_{2 * number + 1};\n",
                f"_{2 * count + 1} = {callee.replace('@', str(number))}(copy _{2 * number + 2}) -> "
                f"[return: bb{number + 1}, unwind unreachable]",
            )
            for number in range(count)
        )
        + block(count, "", "return"),
    )


@case(10000, "types, each with its impl of one trait, called")
def impls(count):
    return trait_bodies(count) + trait_calls(count, "<T@ as Named>::number"), trait_items(count)


@case(10000, "instances of one generic function with a bound, called")
def instances(count):
    generic = """fn generic(_1: &X) -> u32 {
    let mut _0: u32;
    bb0: { _0 = <X as Named>::number(copy _1) -> [return: bb1, unwind unreachable]; }
    bb1: { return; }
}
"""
    return (
        trait_bodies(count) + generic + trait_calls(count, "generic::<T@>"),
        trait_items(count) + "fn generic<X: Named>(x: &X) -> u32 { x.number() }\n",
    )


@case(10000, "types, each made a dyn of one trait, whose method is called")
def vtables(count):
    return trait_bodies(count) + main(
        [f"{sign}T{number}" for number in range(count) for sign in ("", "&")]
        + ["u32", "&dyn Named"],
        "".join(
            block(
                number,
                f"        _{2 * number + 1} = T{number} {{ value: const {number}_u32 }};\n"
                f"        _{2 * number + 2} = &_{2 * number + 1};\n"
                f"        _{2 * count + 2} = copy _{2 * number + 2} as &dyn Named"
                " (PointerCoercion(Unsize, Implicit));\n",
                f"_{2 * count + 1} = <dyn Named as Named>::number(copy _{2 * count + 2}) -> "
                f"[return: bb{number + 1}, unwind unreachable]",
            )
            for number in range(count)
        )
        + block(count, "", "return"),
    ), trait_items(count)


@case(10000, "types, for each of which a Vec is made and dropped")
def element_types(count):
    return times(count, "struct T@ { value: u32 }\n") + main(
        [f"std::vec::Vec<T{number}>" for number in range(count)],
        times(
            count,
            "    bb@: { _# = std::vec::Vec::<T@>::new() -> [return: bb#, unwind unreachable]; }\n",
        )
        + "".join(
            block(
                count + number,
                "",
                f"drop(_{number + 1}) -> [return: bb{count + number + 1}, unwind unreachable]",
            )
            for number in range(count)
        )
        + block(2 * count, "", "return"),
    )


@case(10000, "names of foreign functions, and calls of the one that is there", WITH_LIBC)
def externs(count):
    return (
        'extern "C" { fn abs(value: i32) -> i32; '
        + times(count, "fn unused_@(value: i32) -> i32; ")
        + "}\n"
        + main(
            ["i32"],
            block(0, "        _1 = const 1_i32;\n", "goto -> bb1")
            + times(
                count, "    bb@: { _1 = abs(copy _1) -> [return: bb#, unwind unreachable]; }\n", 1
            )
            + block(count + 1, "", "return"),
        )
    )


def make_library(path, assembly):
    subprocess.run(
        ["cc", "-shared", "-nostdlib", "-x", "assembler", "-o", path, "-"],
        input=assembly + '\n.section .note.GNU-stack,"",@progbits\n',
        text=True,
        check=True,
    )


FUNCTION = ".globl s@\n.type s@, %function\ns@: ret\n.size s@, 1\n"
VARIABLE = ".globl s@\n.type s@, %object\ns@: .quad @\n.size s@, 8\n"


def calls_of_symbols(count):
    return (
        'extern "C" {\n'
        + times(count, "    fn s@() -> ();\n")
        + "}\n"
        + main(
            ["()"],
            times(count, "    bb@: { _1 = s@() -> [return: bb#, unwind unreachable]; }\n")
            + block(count, "", "return"),
        )
    )


@case(10000, "functions of one library, each called")
def symbols(count, folder):
    make_library(f"{folder}/library.so", times(count, FUNCTION))
    return calls_of_symbols(count), "", ["run", "--native-lib", "./library.so", "program.mir"]


@case(10000, "variables of one library, each read")
def variables(count, folder):
    make_library(
        f"{folder}/library.so", ".data\n" + times(count, VARIABLE)
    )
    text = (
        'extern "C" {\n'
        + times(count, "    static s@: u64;\n")
        + "}\n"
        + straight(
            ["*const u64", "u64"],
            times(count, "        _1 = const {alloc#: *const u64}; _2 = copy (*_1);\n"),
        )
        + times(count, "alloc# (extern static: s@)\n")
    )
    return text, "", ["run", "--native-lib", "./library.so", "program.mir"]


@case(100, "libraries, each with a function that is called")
def libraries(count, folder):
    command = ["run"]
    for number in range(count):
        assembly = times(1, FUNCTION, number)
        make_library(f"{folder}/library{number}.so", assembly)
        command += ["--native-lib", f"./library{number}.so"]
    return calls_of_symbols(count), "", command + ["program.mir"]


@case(100000, "lines of Rust beside the text")
def items(count):
    return main([], block(0, "", "return")), times(
        count // 4,
        "struct T@ { value: u32 }\n// A line that says nothing.\n"
        "fn unused_@(value: &T@) -> u32 { if value.value > @ { 1 } else { 2 } }\n"
        "const C@: u32 = @;\n",
    )


@case(30000, "words behind --")
def arguments(count):
    command = ["run", "program.mir", "--"] + [f"word-{number}" for number in range(count)]
    return main([], block(0, "", "return")), "", command


@case(100000, "letters of a text that airlock call is given")
def text_value(count):
    return "", "", ["call", "libc.so.6", "strlen", "size_t (ptr)", '"' + "x" * count + '"']


@case(1000, "members of a struct in a signature of airlock call")
def type_text(count):
    members = ", ".join(["i32"] * count)
    values = ", ".join(["1"] * count)
    return "", "", ["call", "libc.so.6", "abs", f"int ({{{members}}})", f"{{{values}}}"]


# ------------------------------------------------------------------------------- what is long to do


@case(1000000, "allocations, all live, then freed")
def allocations(count):
    return LIST_ITEMS + loop(count, LIST_TYPES, LIST_EMPTY, list_push(3), list_free(5))


@case(1000000, "allocations that are lost")
def leaked(count):
    return LIST_ITEMS + loop(count, LIST_TYPES, LIST_EMPTY, list_push(3))


MEMCHR = 'extern "C" { fn memchr(bytes: *mut Node, byte: i32, size: usize) -> *mut Node; }\n'


def memchr_call(number, then):
    return (
        f"    bb{number}: {{ _6 = memchr(copy _4, const 0_i32, const 0_usize) -> "
        f"[return: bb{then}, unwind unreachable]; }}\n"
    )


@case(1000000, "allocations that lead to each other, exposed by a call, then freed", WITH_LIBC)
def exposed(count):
    return (
        LIST_ITEMS
        + MEMCHR
        + loop(
            count,
            LIST_TYPES + ["*mut Node"],
            LIST_EMPTY,
            list_push(3),
            memchr_call(5, 7) + list_free(7),
        )
    )


@case(100000, "native calls, each of which exposes one more allocation", WITH_LIBC)
def crossings(count):
    return (
        LIST_ITEMS
        + MEMCHR
        + loop(
            count,
            LIST_TYPES + ["*mut Node"],
            LIST_EMPTY,
            list_push(7) + memchr_call(7, 3),
            list_free(5),
        )
    )


COMPARE = "unsafe extern \"C\" fn(*const u8, *const u8) -> i32"
BSEARCH = f"""extern "C" {{ fn bsearch(key: *const u8, base: *const u8, count: usize, size: usize,
    compare: {COMPARE}) -> *const u8; }}
"""
COMPARISON = """unsafe extern "C" fn f@(_1: *const u8, _2: *const u8) -> i32 {
    let mut _0: i32;
    bb0: { _0 = const 0_i32; return; }
}
"""


def bsearch_call(number, name, then):
    return (
        f"    bb{number}: {{\n        _5 = {name} as {COMPARE}"
        " (PointerCoercion(ReifyFnPointer(Unsafe), Implicit));\n"
        "        _4 = bsearch(copy _4, copy _4, const 1_usize, const 1_usize, copy _5) -> "
        f"[return: bb{then}, unwind unreachable];\n    }}\n"
    )


@case(10000, "functions that native code calls back, each once", WITH_LIBC)
def callbacks(count):
    return (
        BSEARCH
        + times(count, COMPARISON)
        + main(
            ["u64", "bool", "u8", "*const u8", COMPARE],
            block(0, "        _3 = const 0_u8; _4 = &raw const _3;\n", "goto -> bb1")
            + "".join(bsearch_call(number + 1, f"f{number}", number + 2) for number in range(count))
            + block(count + 1, "", "return"),
        )
    )


@case(100000, "native calls that call back the same function", WITH_LIBC)
def callback_calls(count):
    return (
        BSEARCH
        + times(1, COMPARISON)
        + loop(
            count,
            ["u8", "*const u8", COMPARE],
            "        _3 = const 0_u8; _4 = &raw const _3;\n",
            bsearch_call(4, "f0", 3),
        )
    )


NATIVE_ITEMS = """extern "C" {
    fn malloc(size: usize) -> *mut Node;
    fn free(block: *mut Node) -> ();
}
"""
NATIVE_TYPES = ["Node", "*mut Node", "*mut Node", "()"]
NATIVE_PUSH = """    bb4: { _5 = malloc(const 16_usize) -> [return: bb6, unwind unreachable]; }
    bb6: { (*_5) = Node { next: copy _4, value: copy _1 }; _4 = copy _5; goto -> bb3; }
"""


@case(100000, "blocks of malloc, each of which leads to the one before, then freed", WITH_LIBC)
def native_blocks(count):
    return (
        LIST_ITEMS
        + NATIVE_ITEMS
        + loop(
            count,
            NATIVE_TYPES,
            LIST_EMPTY,
            NATIVE_PUSH,
            """    bb5: {
        _2 = std::ptr::mut_ptr::<impl *mut Node>::is_null(copy _4) ->
            [return: bb7, unwind unreachable];
    }
    bb7: { switchInt(copy _2) -> [0: bb8, otherwise: bb9]; }
    bb8: {
        _5 = copy _4;
        _4 = copy ((*_4).0: *mut Node);
        _6 = free(copy _5) -> [return: bb5, unwind unreachable];
    }
    bb9: { return; }
""",
        )
    )


@case(100000, "blocks of malloc that lead to each other, looked for as leaks", WITH_LIBC)
def native_leaks(count):
    return LIST_ITEMS + NATIVE_ITEMS + loop(count, NATIVE_TYPES, LIST_EMPTY, NATIVE_PUSH)


@case(1000000, "allocations whose addresses are kept as integers, found by them and freed")
def addresses(count):
    return LIST_ITEMS + loop(
        count,
        ["Node", "usize", "std::boxed::Box<Node>", "*mut Node"],
        "        _4 = const 0_usize;\n",
        """    bb4: {
        _6 = copy _4 as *mut Node (PointerWithExposedProvenance);
        _3 = Node { next: copy _6, value: copy _1 };
        _5 = std::boxed::Box::<Node>::new(copy _3) -> [return: bb6, unwind unreachable];
    }
    bb6: {
        _6 = std::boxed::Box::<Node>::into_raw(move _5) -> [return: bb7, unwind unreachable];
    }
    bb7: { _4 = copy _6 as usize (PointerExposeProvenance); goto -> bb3; }
""",
        """    bb5: { switchInt(copy _4) -> [0: bb10, otherwise: bb8]; }
    bb8: {
        _6 = copy _4 as *mut Node (PointerWithExposedProvenance);
        _3 = copy (*_6);
        _5 = std::boxed::Box::<Node>::from_raw(copy _6) -> [return: bb9, unwind unreachable];
    }
    bb9: {
        _4 = copy (_3.0: *mut Node) as usize (PointerExposeProvenance);
        drop(_5) -> [return: bb5, unwind unreachable];
    }
    bb10: { return; }
""",
    )


@case(10000000, "elements of an array, each written and read")
def elements(count):
    return loop(
        count,
        [f"[u32; {count}]", "usize", "u32"],
        f"        _3 = [const 0_u32; {count}];\n",
        "    bb4: { _4 = copy _1 as usize (IntToInt); _3[_4] = const 7_u32; _5 = copy _3[_4]; "
        "goto -> bb3; }\n",
    )


@case(10000000, "elements of arrays made by one statement, each copied twice")
def arrays(count):
    return (
        "struct Padded { small: u8, large: u32 }\n"
        + straight(
            [f"[{element}; {count}]" for element in ("u64", "bool", "Padded") for _ in range(3)]
            + ["Padded"],
            f"""        _1 = [const 7_u64; {count}]; _2 = copy _1; _3 = copy _2;
        _4 = [const true; {count}]; _5 = copy _4; _6 = copy _5;
        _10 = Padded {{ small: const 1_u8, large: const 2_u32 }};
        _7 = [copy _10; {count}]; _8 = copy _7; _9 = copy _8;
""",
        )
    )


@case(1000000, "pointers in an array, copied twice")
def pointers(count):
    return straight(
        ["u64", "*const u64"] + [f"[*const u64; {count}]"] * 3,
        f"        _1 = const 7_u64; _2 = &raw const _1;\n"
        f"        _3 = [copy _2; {count}]; _4 = copy _3; _5 = copy _4;\n",
    )


@case(1000000, "references in an array, copied twice")
def references(count):
    return straight(
        ["u64", "&u64"] + [f"[&u64; {count}]"] * 3,
        f"        _1 = const 7_u64; _2 = &_1;\n"
        f"        _3 = [copy _2; {count}]; _4 = copy _3; _5 = copy _4;\n",
    )


@case(1000000, "elements pushed to a Vec")
def vector(count):
    return loop(
        count,
        ["std::vec::Vec<u64>", "&mut std::vec::Vec<u64>", "()"],
        "",
        """    bb4: {
        _4 = &mut _3;
        _5 = std::vec::Vec::<u64>::push(copy _4, copy _1) -> [return: bb3, unwind unreachable];
    }
""",
        "    bb5: { drop(_3) -> [return: bb8, unwind unreachable]; }\n    bb8: { return; }\n",
        "    bb9: { _3 = std::vec::Vec::<u64>::new() -> [return: bb0, unwind unreachable]; }\n",
    )


@case(1000000, "letters pushed to a String")
def letters(count):
    return loop(
        count,
        ["std::string::String", "&mut std::string::String", "()"],
        "",
        """    bb4: {
        _4 = &mut _3;
        _5 = std::string::String::push(copy _4, const 'x') -> [return: bb3, unwind unreachable];
    }
""",
        "    bb5: { drop(_3) -> [return: bb8, unwind unreachable]; }\n    bb8: { return; }\n",
        "    bb9: { _3 = std::string::String::new() -> [return: bb0, unwind unreachable]; }\n",
    )


@case(1000000, "pointers written beside as many words that hold nothing, then copied")
def holes(count):
    element = "[*const u64; 2]"
    vector = f"std::vec::Vec<{element}>"
    made = f"std::vec::Vec::<{element}>"
    return loop(
        count,
        [vector, vector, f"&mut {vector}", "*mut " + element, "*mut " + element, "u64"]
        + ["*mut " + element, "*mut *const u64"],
        "        _8 = const 7_u64; _7 = copy _6;\n",
        f"""    bb4: {{
        _10 = copy _7 as *mut *const u64 (PtrToPtr);
        (*_10) = &raw const _8;
        _7 = std::ptr::mut_ptr::<impl *mut {element}>::add(copy _7, const 1_usize) ->
            [return: bb3, unwind unreachable];
    }}
""",
        f"""    bb5: {{
        copy_nonoverlapping(dst = copy _9, src = copy _6, count = const {count}_usize);
        drop(_3) -> [return: bb6, unwind unreachable];
    }}
    bb6: {{ drop(_4) -> [return: bb7, unwind unreachable]; }}
    bb7: {{ return; }}
""",
        f"""    bb8: {{
        _3 = {made}::with_capacity(const {count}_usize) -> [return: bb9, unwind unreachable];
    }}
    bb9: {{
        _5 = &mut _3;
        _6 = {made}::as_mut_ptr(copy _5) -> [return: bb10, unwind unreachable];
    }}
    bb10: {{
        _4 = {made}::with_capacity(const {count}_usize) -> [return: bb11, unwind unreachable];
    }}
    bb11: {{
        _5 = &mut _4;
        _9 = {made}::as_mut_ptr(copy _5) -> [return: bb0, unwind unreachable];
    }}
""",
    )


@case(100000, "pairs put into a HashMap")
def hash_map(count):
    kind = "std::collections::HashMap<u64, u64>"
    made = "std::collections::HashMap::<u64, u64>"
    return loop(
        count,
        [kind, f"&mut {kind}", "std::option::Option<u64>"],
        "",
        f"""    bb4: {{
        _4 = &mut _3;
        _5 = {made}::insert(copy _4, copy _1, copy _1) -> [return: bb3, unwind unreachable];
    }}
""",
        "    bb5: { drop(_3) -> [return: bb8, unwind unreachable]; }\n    bb8: { return; }\n",
        f"    bb9: {{ _3 = {made}::new() -> [return: bb0, unwind unreachable]; }}\n",
    )


@case(100000, "pairs put into a BTreeMap in no order, and taken from its front")
def btree_map(count):
    kind = "std::collections::BTreeMap<u64, u64>"
    made = "std::collections::BTreeMap::<u64, u64>"
    return loop(
        count,
        [
            kind,
            f"&mut {kind}",
            "std::option::Option<u64>",
            "u64",
            "std::option::Option<(u64, u64)>",
            "isize",
        ],
        "",
        f"""    bb4: {{
        _4 = &mut _3;
        _6 = Mul(copy _1, const 11400714819323198485_u64);
        _5 = {made}::insert(copy _4, copy _6, copy _1) -> [return: bb3, unwind unreachable];
    }}
""",
        f"""    bb5: {{
        _4 = &mut _3;
        _7 = {made}::pop_first(copy _4) -> [return: bb6, unwind unreachable];
    }}
    bb6: {{
        _8 = discriminant(_7);
        switchInt(copy _8) -> [0: bb7, otherwise: bb5];
    }}
    bb7: {{ drop(_3) -> [return: bb8, unwind unreachable]; }}
    bb8: {{ return; }}
""",
        f"    bb9: {{ _3 = {made}::new() -> [return: bb0, unwind unreachable]; }}\n",
    )


@case(100000, "lines printed")
def lines(count):
    return loop(
        count,
        [
            "core::fmt::rt::Argument<'_>",
            "&u64",
            "[core::fmt::rt::Argument<'_>; 1]",
            "&[core::fmt::rt::Argument<'_>; 1]",
            "&[u8; 4]",
            "std::fmt::Arguments<'_>",
            "()",
        ],
        "",
        """    bb4: {
        _4 = &_1;
        _3 = core::fmt::rt::Argument::<'_>::new_display::<u64>(copy _4) ->
            [return: bb6, unwind unreachable];
    }
    bb6: {
        _5 = [copy _3];
        _6 = &_5;
        _7 = const b"\\xc0\\x01\\n\\x00";
        _8 = std::fmt::Arguments::<'_>::new::<4, 1>(copy _7, copy _6) ->
            [return: bb7, unwind unreachable];
    }
    bb7: {
        _9 = std::io::_print(copy _8) -> [return: bb3, unwind unreachable];
    }
""",
    )


@case(1000000, "calls of a function whose locals are memory")
def calls(count):
    return """fn memory(_1: u64) -> u64 {
    let mut _0: u64;
    let mut _2: u64;
    let mut _3: &u64;
    bb0: { _2 = copy _1; _3 = &_2; _0 = copy (*_3); return; }
}
""" + loop(
        count,
        ["u64"],
        "",
        "    bb4: { _3 = memory(copy _1) -> [return: bb3, unwind unreachable]; }\n",
    )


@case(50000, "calls inside each other, each with a local in memory")
def depth(count):
    return """fn down(_1: u64) -> u64 {
    let mut _0: u64;
    let mut _2: u64;
    let mut _3: &u64;
    bb0: {
        _2 = copy _1; _3 = &_2;
        switchInt(copy (*_3)) -> [0: bb2, otherwise: bb1];
    }
    bb1: {
        _2 = Sub(copy _1, const 1_u64);
        _0 = down(copy _2) -> [return: bb3, unwind unreachable];
    }
    bb2: { _0 = const 0_u64; return; }
    bb3: { return; }
}
""" + main(
        ["u64"],
        f"    bb0: {{ _1 = down(const {count}_u64) -> [return: bb1, unwind unreachable]; }}\n"
        "    bb1: { return; }\n",
    )


def generate(name, count, folder):
    function, _, _, command = CASES[name]
    takes_folder = function.__code__.co_argcount == 2
    made = function(count, folder) if takes_folder else function(count)
    text, items, command = made if isinstance(made, tuple) and len(made) == 3 else (
        (*made, command) if isinstance(made, tuple) else (made, "", command)
    )
    for file, content in (("program.mir", text), ("program.rs", items)):
        with open(f"{folder}/{file}", "w", encoding="utf-8") as output:
            output.write(content)
    print("\n".join(command))


if len(sys.argv) == 4:
    generate(sys.argv[1], int(sys.argv[2]), sys.argv[3])
else:
    for name, (_, size, what, _) in CASES.items():
        print(name, size, what)
