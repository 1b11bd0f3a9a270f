# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# What scripts/demo and scripts/test share: installing the packages they need.

# What a build of the library and the command needs, as Debian 12 and Ubuntu 24.04 call it.
# shellcheck disable=SC2034 # Both scripts use it.
build_packages=(gcc libc6-dev cmake ninja-build pkg-config libffi-dev uthash-dev)

# What a cross build for AArch64 needs beside those, and to run it.
# shellcheck disable=SC2034 # scripts/test uses it.
aarch64_packages=(gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user)

is_installed() { # PACKAGE
  [[ $(dpkg-query -W -f '${Status}' "$1" 2>/dev/null) == *" installed" ]]
}

# Installs those of the packages that are missing, and nothing when none is. rustc is never among
# them: the distribution's version prints another dialect of MIR.
install_packages() { # PACKAGE...
  local package missing=() as_root=()
  if ! command -v apt-get >/dev/null; then
    echo "There is no apt-get here, so these packages, or what they are called here, must be"
    echo "installed already: $*"
    return
  fi
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  if [[ ${#missing[@]} -eq 0 ]]; then
    return
  fi
  if [[ $EUID -ne 0 ]]; then
    if ! command -v sudo >/dev/null; then
      echo "These packages are missing, and only root can install them: ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
}
