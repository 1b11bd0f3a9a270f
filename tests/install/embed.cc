// SPDX-License-Identifier: MIT
//
// An embedder in C++: the header is C++ as well, in every standard since C++11, without a warning.
#include <airlock.h>

#include <cmath>
#include <cstring>

namespace {

class Machine {
public:
  Machine() { status = airlock_machine_new(&machine, nullptr); }
  ~Machine() { airlock_machine_free(machine); }
  Machine(const Machine &) = delete;
  Machine &operator=(const Machine &) = delete;

  bool open(const char *library) {
    return status == AIRLOCK_OK && airlock_open_library(machine, library) == AIRLOCK_OK;
  }

  double call(const char *name, double argument) {
    const airlock_signature *signature = nullptr;
    const airlock_callee *callee = nullptr;
    airlock_scalar result = airlock_f64(0);
    const airlock_scalar args[] = {airlock_f64(argument)};
    if (airlock_signature_parse(machine, &signature, "double (double)") != AIRLOCK_OK ||
        airlock_bind(machine, &callee, name, signature) != AIRLOCK_OK ||
        airlock_call(machine, callee, args, 1, &result) != AIRLOCK_OK) {
      return std::nan("");
    }
    double value;
    std::memcpy(&value, &result.as.bits[0], sizeof value);
    return value;
  }

private:
  airlock_machine *machine = nullptr;
  airlock_status status;
};

} // namespace

int main() {
  Machine machine;
  airlock_ptr null = airlock_ptr_from_address(0);
  bool is_none = airlock_prov_kind_of(null.prov) == AIRLOCK_PROV_NONE &&
                 airlock_prov_kind_of(airlock_prov_wildcard()) == AIRLOCK_PROV_WILDCARD;
  return machine.open("libm.so.6") && machine.call("sqrt", 9) == 3 && is_none ? 0 : 1;
}
