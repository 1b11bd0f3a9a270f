# SPDX-License-Identifier: MIT
#
# The rules, one function per rule, applied line by line. Text rules look at the line as it is
# (`raw`); code rules look at `code`, the line without comments and with empty literals, so that a
# word in a comment or a message breaks nothing. Functions are recognised by the layout: the opening
# brace ends the line of the signature, the closing brace stands in column 0.

BEGIN {
  max_columns = 100
  max_function_lines = 70
  floor_of["support"] = 0
  floor_of["provenance"] = 1
  floor_of["machine"] = 2
  floor_of["native"] = 3
  floor_of["api.c"] = 4
  while ((getline line < "src/CMakeLists.txt") > 0) {
    gsub(/[ \t]/, "", line)
    built["src/" line] = 1
  }
}

FNR == 1 { begin_file() }

{
  raw = $0
  code = strip(raw)
  check_text()
  check_head()
  check_comment()
  check_function_length()
  check_guard()
  check_include()
  check_calls()
}

END {
  end_file()
  exit violations > 0
}

function report(line, message) {
  printf "%s:%d: %s\n", file, line, message
  violations++
}

function begin_file() {
  end_file()
  file = FILENAME
  in_block_comment = 0
  head_state = "wanted"
  function_start = 0
  guard_state = file ~ /\.h$/ ? "wanted" : "none"
  layer = layer_of(file)
  if (file ~ /^src\/.*\.c$/ && !(file in built)) {
    report(1, "not listed in src/CMakeLists.txt")
  }
  if (layer == "stray") {
    report(1, "lies in src/ but on no floor")
  }
}

function end_file() {
  if (file == "") {
    return
  }
  if (head_state == "wanted") {
    report(1, "no head comment that explains the file")
  }
  if (guard_state == "wanted") {
    report(1, "no include guard " guard_name())
  }
  if (function_start) {
    report(function_start, "the function has no closing brace in column 0")
  }
}

# layer_of names the floor's folder for the library ("api.c" for src/api.c), "mir", "cli", "stray"
# for other files of src/, and otherwise the top folder.
function layer_of(path, part) {
  split(path, part, "/")
  if (part[1] != "src") {
    return part[1]
  }
  if (part[2] in floor_of || part[2] == "mir" || part[2] == "cli") {
    return part[2]
  }
  return "stray"
}

# strip removes comments and the contents of literals, whichever begins first.
function strip(line, out, token) {
  out = ""
  if (in_block_comment) {
    if (!match(line, /\*\//)) {
      return ""
    }
    in_block_comment = 0
    line = substr(line, RSTART + 2)
  }
  while (match(line, /"([^"\\]|\\.)*"|'([^'\\]|\\.)*'|\/\/|\/\*/)) {
    token = substr(line, RSTART, 2)
    out = out substr(line, 1, RSTART - 1)
    line = substr(line, RSTART + RLENGTH)
    if (token == "//") {
      return out
    }
    if (token == "/*") {
      if (!match(line, /\*\//)) {
        in_block_comment = 1
        return out
      }
      line = substr(line, RSTART + 2)
    } else {
      out = out "\"\""
    }
  }
  return out line
}

function check_text(characters) {
  if (raw ~ /\t/) {
    report(FNR, "tab")
  }
  if (raw ~ /[ \r]$/) {
    report(FNR, "space at the end of the line")
  }
  characters = raw
  gsub(/[\200-\277]/, "", characters) # Continuation bytes of UTF-8.
  if (length(characters) > max_columns) {
    report(FNR, "line of " length(characters) " columns, " max_columns " are allowed")
  }
  if (match(raw, /(^|[^A-Za-z0-9_])(TODO|FIXME|XXX)([^A-Za-z0-9_]|$)/)) {
    report(FNR, "banned word in " substr(raw, RSTART, RLENGTH))
  }
}

# The head comment follows the licence line before anything else does.
function check_head() {
  if (FNR == 1) {
    if (raw != "// SPDX-License-Identifier: MIT") {
      report(1, "the first line is not `// SPDX-License-Identifier: MIT`")
    }
  } else if (head_state == "wanted") {
    if (raw ~ /^\/\/.*[A-Za-z]/) {
      head_state = "seen"
    } else if (raw !~ /^(\/\/)? *$/) {
      head_state = "missing"
      report(FNR, "no head comment that explains the file")
    }
  }
}

# A comment that reads like a statement is code that was commented out, unless it is indented like a
# quotation.
function check_comment(text) {
  if (raw ~ /^ *#[ ]*if[ ]+0([^0-9A-Za-z.]|$)/) {
    report(FNR, "code taken out with #if 0")
  }
  text = raw
  if (!sub(/^ *\/\/ ?/, "", text) && !(sub(/^ *\/\* ?/, "", text) && sub(/ *\*\/$/, "", text))) {
    return
  }
  if (text ~ /^(\}|\{|else \{|\} else.*|(if|for|while|switch|do) .*\{|return( .*)?;|break;|continue;)$/ ||
      text ~ /^#(include|define|if|ifdef|ifndef|endif|else)([^A-Za-z]|$)/ ||
      text ~ /^[A-Za-z_*(][A-Za-z0-9_*>.() \[\]-]* *([-+*\/|&^%]|<<|>>)?= .*;$/ ||
      text ~ /^[A-Za-z_][A-Za-z0-9_>.-]*\(.*\);$/ ||
      text ~ /^(const |static |unsigned |struct )*[a-z_][a-z0-9_]* \**[a-z_][a-z0-9_]*(\[.*\])?;$/) {
    report(FNR, "code that was commented out")
  }
}

function check_function_length(lines) {
  if (function_start) {
    if (raw ~ /^\}/) {
      lines = FNR - function_start + 1
      if (lines > max_function_lines) {
        report(function_start, "function of " lines " lines, " max_function_lines " are allowed")
      }
      function_start = 0
    }
  } else if (code ~ /\).*\{ *$/ && code !~ /=[^=]*\{ *$/ && code !~ /^ *#/ && !in_macro) {
    function_start = FNR
  }
  in_macro = (in_macro || code ~ /^ *#/) && raw ~ /\\$/
}

function guard_name(name) {
  name = file
  sub(/^(src|include)\//, "", name)
  name = toupper(name)
  gsub(/[^A-Z0-9]/, "_", name)
  return name == "AIRLOCK_H" ? name : "AIRLOCK_" name
}

function check_guard() {
  if (raw ~ /^#[ ]*pragma[ ]+once/) {
    report(FNR, "#pragma once, use the include guard " guard_name())
  }
  if (guard_state == "wanted" && code ~ /^#/) {
    if (code != "#ifndef " guard_name()) {
      report(FNR, "the first directive is not #ifndef " guard_name())
    }
    guard_state = "seen"
  }
}

function exists(path, line, status) {
  status = (getline line < path)
  close(path)
  return status >= 0
}

# resolve finds an included file as the compiler does: beside the file, in src/, in include/.
function resolve(name, folder, path) {
  folder = file
  sub(/\/[^\/]*$/, "", folder)
  path = folder "/" name
  while (path ~ /\/\.\.\//) {
    sub(/[^\/]+\/\.\.\//, "", path)
  }
  if (exists(path)) {
    return path
  }
  if (exists("src/" name)) {
    return "src/" name
  }
  return exists("include/" name) ? "include/" name : ""
}

function check_include(name, path) {
  if (raw ~ /^#[ ]*include[ ]*<(ffi|ffitarget|dlfcn|link|elf)\.h>/ && file ~ /^src\// &&
      layer != "native") {
    report(FNR, "only src/native may include libffi, the dynamic linker or ELF")
  }
  if (raw !~ /^#[ ]*include[ ]*"/) {
    return
  }
  name = raw
  sub(/^[^"]*"/, "", name)
  sub(/".*/, "", name)
  path = resolve(name)
  if (path == "") {
    report(FNR, "includes " name ", which is not in the tree")
  } else if (!may_include(layer_of(path), path)) {
    report(FNR, "src floors: " file " may not include " path)
  }
}

function may_include(target, path) {
  if (path == "include/airlock.h") {
    return layer != "include"
  }
  if (layer in floor_of) {
    return target in floor_of && floor_of[target] <= floor_of[layer]
  }
  if (layer == "mir") {
    return target == "mir"
  }
  if (layer == "cli") {
    return target == "mir" || target == "cli"
  }
  return layer == "tests" || layer == "bench"
}

# The library never ends the process, never prints, and asks its host for every byte.
function check_calls() {
  if (!(layer in floor_of)) {
    return
  }
  if (calls("exit|_exit|_Exit|quick_exit|abort|__builtin_trap|raise")) {
    report(FNR, "the library never ends the process")
  }
  if (calls("v?f?printf|v?dprintf|f?puts|f?putc|putchar|perror|fwrite")) {
    report(FNR, "the library never prints")
  }
  if (file != "src/support/host.c" && file != "src/native/heap_functions.c" &&
      calls("malloc|calloc|realloc|reallocarray|free|strn?dup|posix_memalign|aligned_alloc|v?asprintf")) {
    report(FNR, "memory comes from the host allocator, src/support/host.c")
  }
}

function calls(names) {
  return code ~ ("(^|[^A-Za-z0-9_.>])(" names ")[ ]*\\(")
}
