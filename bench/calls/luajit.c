// SPDX-License-Identifier: MIT
//
// LuaJIT in this process, with its compiler on or off. The loops are Lua's own. Native code that
// calls back must not be called from compiled code, so that loop is interpreted in both.
#include <lauxlib.h>
#include <lua.h>
#include <luajit.h>
#include <lualib.h>
#include <stddef.h>
#include <string.h>

#include "caller.h"

static const char script[] =
    "local ffi = require 'ffi'\n"
    "ffi.cdef [[\n"
    "typedef struct { int64_t start; double scale; } callee_span;\n"
    "typedef int32_t (*callee_function)(int32_t, int32_t);\n"
    "void callee_void(void);\n"
    "int32_t callee_add(int32_t, int32_t);\n"
    "int64_t callee_six(int64_t, int64_t, int64_t, int64_t, int64_t, int64_t);\n"
    "int32_t callee_twelve(int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, "
    "int32_t,\n"
    "                      int32_t, int32_t, int32_t, int32_t);\n"
    "double callee_doubles(double, double, double);\n"
    "double callee_mixed(int32_t, double, int64_t, float, uint8_t);\n"
    "callee_span callee_struct(callee_span);\n"
    "int32_t callee_pointer(const int32_t *, int32_t);\n"
    "int32_t callee_callback(callee_function, int32_t);\n"
    "]]\n"
    "local C = ffi.C\n"
    "local span = ffi.new('callee_span', 1, 2)\n"
    "local numbers = ffi.new('int32_t[8]', 3, 1, 4, 1, 5, 9, 2, 6)\n"
    "local add = ffi.cast('callee_function', function(a, b) return a + b end)\n"
    "local shapes = {\n"
    "  function(n) local s = 0 for i = 1, n do C.callee_void() end end,\n"
    "  function(n) local s = 0 for i = 1, n do s = s + C.callee_add(i, 2) end end,\n"
    "  function(n) local s = 0 for i = 1, n do s = s + C.callee_six(i, 2, 3, 4, 5, 6) end end,\n"
    "  function(n) local s = 0 for i = 1, n do\n"
    "    s = s + C.callee_twelve(i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) end end,\n"
    "  function(n) local s = 0 for i = 1, n do s = s + C.callee_doubles(i, 2, 3) end end,\n"
    "  function(n) local s = 0 for i = 1, n do s = s + C.callee_mixed(i, 2, 3, 4, 5) end end,\n"
    "  function(n) local s = 0 for i = 1, n do span.start = i C.callee_struct(span) end end,\n"
    "  function(n) local s = 0 for i = 1, n do s = s + C.callee_pointer(numbers, i) end end,\n"
    "  function(n) local s = 0 for i = 1, n do s = s + C.callee_callback(add, i) end end,\n"
    "}\n"
    "jit.off(shapes[9])\n"
    "return shapes\n";

bool luajit_begin(caller *caller, const char **out_reason) {
  lua_State *state = luaL_newstate();
  *out_reason = "LuaJIT makes no state";
  if (state == NULL) {
    return false;
  }
  luaL_openlibs(state);
  if (luaL_loadbuffer(state, script, sizeof script - 1, "bench") != 0 ||
      lua_pcall(state, 0, 1, 0) != 0) {
    *out_reason = lua_tostring(state, -1);
    return false;
  }
  bool is_on = strcmp(caller->option, "on") == 0;
  (void)luaJIT_setmode(state, 0, LUAJIT_MODE_ENGINE | (is_on ? LUAJIT_MODE_ON : LUAJIT_MODE_OFF));
  caller->state = state;
  return true;
}

void luajit_repeat(caller *caller, shape shape, long count) {
  lua_State *state = caller->state;
  lua_rawgeti(state, 1, (int)shape + 1);
  lua_pushinteger(state, count);
  if (lua_pcall(state, 1, 0, 0) != 0) {
    lua_pop(state, 1);
  }
}
