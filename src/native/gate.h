// SPDX-License-Identifier: MIT
//
// Floor 3. The gate: which thread may come in while native code runs.
//
// A machine is used by one thread at a time. Its *owner* is the thread that called native code
// last, unless it was a visitor; which call runs, if any, is noted beside it. What happens to a
// callback from another thread is a matter of configuration:
//
//   refuse      It is turned away. The owner then never takes a lock.
//   serialise   Whoever uses the machine has the *turn*. The owner gives it up while it is in
//               native code. Another thread that takes it is a *visitor*; it keeps the turn until
//               its callback ends, in native calls that it makes too, so that frames end in the
//               order in which they began. Who comes while the turn is taken queues up, the owner
//               on its way back as well; first come, first served.
//
//      owner has the turn ──────── go out ───────►  nobody has it  ◄────── leave ────── visitor
//               ▲                                         │                                ▲
//               └────── come back, or call back ──────────┴──────────── enter ─────────────┘
//
// When the owner's outermost call returns, the gate is shut: who still waits came too late and is
// turned away. The first one that was turned away leaves a note, a *stray*, which the next look at
// strays reports.
//
// Native code may keep the address of a function for longer than the machine lives, and call it on
// a thread of its own at any time, also while the machine ends. A gate therefore lies in memory
// that is no machine's, and stays when an address may have been kept.
#ifndef AIRLOCK_NATIVE_GATE_H
#define AIRLOCK_NATIVE_GATE_H

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

// How a thread came in.
enum gate_pass {
  GATE_REFUSED,
  GATE_INSIDE, // It had the turn, or needs none.
  GATE_TURN,   // The owner, out of native code: it took the turn and gives it up again.
  GATE_VISIT,  // Another thread.
};

struct crossing; // A native call that runs (native/crossing.h).
struct gate_waiter;

// A thread is known by a word of its own, of which each thread has one, that takes no call to find.
static inline const void *gate_this_thread(void) {
#if defined(__x86_64__) && defined(__ELF__) && defined(__LP64__)
  const void *thread;
  __asm__("movq %%fs:0, %0" : "=r"(thread)); // psABI, section 3.4.6: the thread pointer itself.
  return thread;
#elif defined(__aarch64__) && defined(__linux__)
  const void *thread;
  __asm__("mrs %0, tpidr_el0" : "=r"(thread)); // "ELF for the Arm 64-bit Architecture", TLS.
  return thread;
#else
  return &errno;
#endif
}

// A call that was turned away.
struct gate_stray {
  const char *function;  // Lives as long as the machine. NULL: there was none.
  bool was_other_thread; // While a native call was running; otherwise outside of any.
};

struct gate {
  _Atomic(const struct crossing *) running; // The innermost native call, NULL for none.
  _Atomic(const void *) owner;              // NULL: none since there is a gate.
  _Atomic(const void *) visitor;            // NULL: none.
  bool serialises;
  bool owner_is_out; // The owner's own: it is in native code and has given up the turn.
  atomic_bool has_stray;
  pthread_mutex_t lock; // Guards what follows, and where turns are taken all changes of the above
                        // but those of who has the turn.
  pthread_cond_t changed;
  bool is_closed; // The machine has ended.
  bool is_taken;  // Somebody has the turn.
  struct gate_waiter *first;
  struct gate_waiter *last;
  struct gate_stray stray;
};

// gate_new makes a gate, NULL when there is no memory.
struct gate *gate_new(bool serialises);

// gate_close turns everybody away from now on, as the machine ends. gate_free frees the gate; only
// if no native code knows an address that leads to it.
void gate_close(struct gate *gate);
void gate_free(struct gate *gate);

// gate_note_thread follows a change of the thread that calls native code: it is the owner now,
// unless it is a visitor.
static inline void gate_note_thread(struct gate *gate) {
  const void *thread = gate_this_thread();
  if (atomic_load_explicit(&gate->visitor, memory_order_relaxed) != thread) {
    atomic_store_explicit(&gate->owner, thread, memory_order_relaxed);
  }
}

// gate_running returns the innermost native call that runs, NULL for none.
static inline const struct crossing *gate_running(const struct gate *gate) {
  return atomic_load_explicit(&gate->running, memory_order_relaxed);
}

// gate_set_running notes it. Whoever sees that a call runs is to see whose.
static inline void gate_set_running(struct gate *gate, const struct crossing *crossing) {
  atomic_store_explicit(&gate->running, crossing, memory_order_release);
}

// gate_give_turn and gate_take_turn are gate_go_out and gate_come_back of a gate that serialises.
void gate_give_turn(struct gate *gate, const struct crossing *crossing);
void gate_take_turn(struct gate *gate, const struct crossing *outer);

// gate_go_out and gate_come_back go around native code that is called. `outer` is the call that
// runs again afterwards, or NULL.
static inline void gate_go_out(struct gate *gate, const struct crossing *crossing) {
  if (gate->serialises) {
    gate_give_turn(gate, crossing);
  } else {
    gate_set_running(gate, crossing);
  }
}

static inline void gate_come_back(struct gate *gate, const struct crossing *outer) {
  if (gate->serialises) {
    gate_take_turn(gate, outer);
  } else {
    gate_set_running(gate, outer);
  }
}

// gate_enter lets a thread that calls back in, perhaps after a while; gate_leave lets it out.
enum gate_pass gate_enter(struct gate *gate);
void gate_leave(struct gate *gate, enum gate_pass pass);

// gate_is_own says whether it is a native call of this thread that runs.
static inline bool gate_is_own(const struct gate *gate) {
  return atomic_load_explicit(&gate->running, memory_order_acquire) != NULL &&
         atomic_load_explicit(&gate->owner, memory_order_relaxed) == gate_this_thread();
}

// gate_note_stray notes that a call of a function was turned away. With the gate's lock held, and
// the gate not closed.
void gate_note_stray(struct gate *gate, const char *function);

// gate_has_stray says whether there is one.
static inline bool gate_has_stray(const struct gate *gate) {
  return atomic_load_explicit(&gate->has_stray, memory_order_relaxed);
}

// gate_take_stray gives the stray that was noted first since the last time; false if there is none.
bool gate_take_stray(struct gate *gate, struct gate_stray *out_stray);

#endif
