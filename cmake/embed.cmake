# SPDX-License-Identifier: MIT
#
# cmake -DOUT=FILE.c -DFILES=a;b -DINSIDE_STD=c;d -P embed.cmake: writes a C source that holds the
# texts of files, those of the second list inside `mod std { .. }`; see src/mir/prelude.h.
cmake_minimum_required(VERSION 3.25)
set(texts "")
set(entries "")
set(index 0)
string(HEX "mod std { " begin)
string(HEX "}\n" end)
foreach(file IN LISTS FILES INSIDE_STD)
  cmake_path(GET file FILENAME name)
  file(READ "${file}" hex HEX)
  if(file IN_LIST INSIDE_STD)
    string(CONCAT hex "${begin}" "${hex}" "${end}")
  endif()
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND texts "static const unsigned char text_${index}[] = {\n${bytes}0};\n")
  string(APPEND entries "    {\"${name}\", text_${index}, sizeof text_${index} - 1},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE "${OUT}" "// Written by cmake/embed.cmake.\n#include \"mir/prelude.h\"\n\n${texts}\n"
     "const mir_std_file mir_std_files[] = {\n${entries}    {NULL, NULL, 0},\n};\n")
