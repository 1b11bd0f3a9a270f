# SPDX-License-Identifier: MIT
#
# A build for AArch64 Linux on another machine, whose tests run in qemu's emulation of a process.
# Debian's packages: gcc-aarch64-linux-gnu, libc6-dev-arm64-cross, qemu-user. libffi is that of
# scripts/aarch64-sysroot, or libffi-dev:arm64.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_ASM_COMPILER aarch64-linux-gnu-gcc)

cmake_path(SET airlock_sysroot NORMALIZE
  "${CMAKE_CURRENT_LIST_DIR}/../build/aarch64-sysroot")
set(airlock_libraries usr/lib/aarch64-linux-gnu)
if(EXISTS "${airlock_sysroot}")
  set(ENV{PKG_CONFIG_SYSROOT_DIR} "${airlock_sysroot}")
else()
  set(airlock_sysroot "")
endif()
# Headers that differ from machine to machine, which only a native compiler looks for by itself.
set(CMAKE_C_STANDARD_INCLUDE_DIRECTORIES "${airlock_sysroot}/usr/include/aarch64-linux-gnu")
set(CMAKE_LIBRARY_PATH "${airlock_sysroot}/${airlock_libraries}")
set(ENV{PKG_CONFIG_LIBDIR} "${airlock_sysroot}/${airlock_libraries}/pkgconfig")

# The loader that the emulator runs looks in its own root first. The emulator keeps a note of every
# page that a process has reserved, so a machine is made in little address space.
find_program(airlock_qemu qemu-aarch64 REQUIRED)
set(CMAKE_CROSSCOMPILING_EMULATOR prlimit --as=4294967296:
  "${airlock_qemu}" -L /usr/aarch64-linux-gnu
  -E "LD_LIBRARY_PATH=${airlock_sysroot}/${airlock_libraries}")
