// SPDX-License-Identifier: MIT
//
// See gate.h.
#define _DEFAULT_SOURCE

#include "native/gate.h"

#include <sys/mman.h>

enum verdict { WAITING, ADMITTED, TURNED_AWAY };

// A thread in the queue, on that thread's stack.
struct gate_waiter {
  struct gate_waiter *next;
  enum verdict verdict;
};

// The memory is the system's own: no machine's allocator outlives its machine.
struct gate *gate_new(bool serialises) {
  struct gate *gate =
      mmap(NULL, sizeof *gate, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (gate == MAP_FAILED) {
    return NULL;
  }
  if (pthread_mutex_init(&gate->lock, NULL) != 0) {
    goto no_lock;
  }
  if (pthread_cond_init(&gate->changed, NULL) != 0) {
    goto no_condition;
  }
  gate->serialises = serialises;
  gate->is_taken = true; // By the thread that uses the machine.
  return gate;

no_condition:
  (void)pthread_mutex_destroy(&gate->lock);
no_lock:
  (void)munmap(gate, sizeof *gate);
  return NULL;
}

void gate_free(struct gate *gate) {
  (void)pthread_cond_destroy(&gate->changed);
  (void)pthread_mutex_destroy(&gate->lock);
  (void)munmap(gate, sizeof *gate);
}

// ----------------------------------------------------------------------------------- with the lock

static void append(struct gate *gate, struct gate_waiter *waiter) {
  if (gate->first == NULL) {
    gate->first = waiter;
  } else {
    gate->last->next = waiter;
  }
  gate->last = waiter;
}

static void call_first(struct gate *gate, enum verdict verdict) {
  struct gate_waiter *waiter = gate->first;
  gate->first = waiter->next;
  waiter->verdict = verdict;
}

// False if the thread was turned away instead.
static bool wait_for_turn(struct gate *gate) {
  if (!gate->is_taken) {
    gate->is_taken = true;
    return true;
  }
  struct gate_waiter waiter = {NULL, WAITING};
  append(gate, &waiter);
  while (waiter.verdict == WAITING) {
    (void)pthread_cond_wait(&gate->changed, &gate->lock);
  }
  return waiter.verdict == ADMITTED;
}

// The turn goes to whoever waits longest.
static void pass_on(struct gate *gate) {
  if (gate->first == NULL) {
    gate->is_taken = false;
    return;
  }
  call_first(gate, ADMITTED);
  (void)pthread_cond_broadcast(&gate->changed);
}

static void turn_all_away(struct gate *gate) {
  while (gate->first != NULL) {
    call_first(gate, TURNED_AWAY);
  }
  (void)pthread_cond_broadcast(&gate->changed);
}

// ----------------------------------------------------------------------------------------- passing

void gate_close(struct gate *gate) {
  (void)pthread_mutex_lock(&gate->lock);
  gate->is_closed = true;
  turn_all_away(gate);
  (void)pthread_mutex_unlock(&gate->lock);
}

// Whether this thread is a visitor, who keeps the turn in native calls of its own.
static bool is_visitor(const struct gate *gate) {
  return atomic_load_explicit(&gate->visitor, memory_order_relaxed) == gate_this_thread();
}

void gate_give_turn(struct gate *gate, const struct crossing *crossing) {
  if (is_visitor(gate)) {
    gate_set_running(gate, crossing);
    return;
  }
  (void)pthread_mutex_lock(&gate->lock);
  gate_set_running(gate, crossing);
  gate->owner_is_out = true;
  pass_on(gate);
  (void)pthread_mutex_unlock(&gate->lock);
}

void gate_take_turn(struct gate *gate, const struct crossing *outer) {
  if (is_visitor(gate)) {
    gate_set_running(gate, outer);
    return;
  }
  (void)pthread_mutex_lock(&gate->lock);
  (void)wait_for_turn(gate); // Nobody but the owner turns waiters away while it has a call.
  gate->owner_is_out = false;
  gate_set_running(gate, outer);
  if (outer == NULL) {
    turn_all_away(gate);
  }
  (void)pthread_mutex_unlock(&gate->lock);
}

static enum gate_pass enter_as_owner(struct gate *gate) {
  if (!gate->serialises || !gate->owner_is_out) {
    return GATE_INSIDE;
  }
  (void)pthread_mutex_lock(&gate->lock);
  (void)wait_for_turn(gate);
  gate->owner_is_out = false;
  (void)pthread_mutex_unlock(&gate->lock);
  return GATE_TURN;
}

static enum gate_pass enter_as_visitor(struct gate *gate) {
  (void)pthread_mutex_lock(&gate->lock);
  bool is_open = !gate->is_closed && gate_running(gate) != NULL;
  bool is_admitted = is_open && wait_for_turn(gate);
  if (is_admitted) {
    atomic_store_explicit(&gate->visitor, gate_this_thread(), memory_order_relaxed);
  }
  (void)pthread_mutex_unlock(&gate->lock);
  return is_admitted ? GATE_VISIT : GATE_REFUSED;
}

// A thread sees its own marks, and of those of others only that they are not its own.
enum gate_pass gate_enter(struct gate *gate) {
  if (gate_is_own(gate)) {
    return enter_as_owner(gate);
  }
  if (!gate->serialises) {
    return GATE_REFUSED;
  }
  return is_visitor(gate) ? GATE_INSIDE : enter_as_visitor(gate);
}

void gate_leave(struct gate *gate, enum gate_pass pass) {
  if (pass == GATE_TURN || pass == GATE_VISIT) {
    (void)pthread_mutex_lock(&gate->lock);
    if (pass == GATE_VISIT) {
      atomic_store_explicit(&gate->visitor, NULL, memory_order_relaxed);
    } else {
      gate->owner_is_out = true;
    }
    pass_on(gate);
    (void)pthread_mutex_unlock(&gate->lock);
  }
}

// ------------------------------------------------------------------------------------------ strays

void gate_note_stray(struct gate *gate, const char *function) {
  if (gate->stray.function == NULL) {
    gate->stray = (struct gate_stray){function, gate_running(gate) != NULL};
    atomic_store_explicit(&gate->has_stray, true, memory_order_relaxed);
  }
}

bool gate_take_stray(struct gate *gate, struct gate_stray *out_stray) {
  if (!atomic_load_explicit(&gate->has_stray, memory_order_relaxed)) {
    return false;
  }
  (void)pthread_mutex_lock(&gate->lock);
  *out_stray = gate->stray;
  gate->stray = (struct gate_stray){NULL, false};
  atomic_store_explicit(&gate->has_stray, false, memory_order_relaxed);
  (void)pthread_mutex_unlock(&gate->lock);
  return true;
}
