// SPDX-License-Identifier: MIT
//
// koffi.js LIBRARY SECONDS: what calls cost through koffi, a foreign-function interface of Node.
// Prints lines as bench_calls does, with nanoseconds only: "SHAPE","koffi",,,NANOSECONDS,
'use strict';
const koffi = require('koffi');

const library = koffi.load(process.argv[2]);
const seconds = Number(process.argv[3]);
koffi.struct('callee_span', { start: 'int64_t', scale: 'double' });
koffi.proto('int32_t callee_function(int32_t left, int32_t right)');

const none = library.func('void callee_void()');
const add = library.func('int32_t callee_add(int32_t, int32_t)');
const six = library.func('int64_t callee_six(' + Array(6).fill('int64_t').join(', ') + ')');
const twelve = library.func('int32_t callee_twelve(' + Array(12).fill('int32_t').join(', ') + ')');
const doubles = library.func('double callee_doubles(double, double, double)');
const mixed = library.func('double callee_mixed(int32_t, double, int64_t, float, uint8_t)');
const struct = library.func('callee_span callee_struct(callee_span)');
const pointer = library.func('int32_t callee_pointer(const int32_t *, int32_t)');
const callback = library.func('int32_t callee_callback(callee_function *, int32_t)');

const numbers = Int32Array.from([3, 1, 4, 1, 5, 9, 2, 6]);
const span = { start: 1, scale: 2 };
const sum = koffi.register((left, right) => left + right, koffi.pointer('callee_function'));
let total = 0;

const loops = {
  'void': (n) => { for (let i = 0; i < n; i++) none(); },
  'add(i32,i32)': (n) => { for (let i = 0; i < n; i++) total += add(i, 2); },
  'six i64': (n) => { for (let i = 0; i < n; i++) total += Number(six(i, 2, 3, 4, 5, 6)); },
  'twelve i32': (n) => {
    for (let i = 0; i < n; i++) total += twelve(i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  },
  'three doubles': (n) => { for (let i = 0; i < n; i++) total += doubles(i, 2, 3); },
  'mixed': (n) => { for (let i = 0; i < n; i++) total += mixed(i, 2, 3, 4, 5); },
  'struct in/out': (n) => { for (let i = 0; i < n; i++) { span.start = i; struct(span); } },
  'pointer': (n) => { for (let i = 0; i < n; i++) total += pointer(numbers, i); },
  'callback': (n) => { for (let i = 0; i < n; i++) total += callback(sum, i); },
};

const calls = 10000;
for (const [shape, loop] of Object.entries(loops)) {
  let least = Infinity;
  const end = process.hrtime.bigint() + BigInt(Math.round((seconds * 1e9) / 9));
  do {
    const start = process.hrtime.bigint();
    loop(calls);
    least = Math.min(least, Number(process.hrtime.bigint() - start) / calls);
  } while (process.hrtime.bigint() < end);
  console.log(`"${shape}","koffi",,,${least.toFixed(2)},`);
}
