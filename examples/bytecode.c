// SPDX-License-Identifier: MIT
//
// A second embedder: a stack machine of nine opcodes whose values are airlock's scalars.
//
// It knows no Rust and no MIR, keeps its one array of variables in machine memory, and calls the C
// library. The first program is right; the second one reads a byte too far, and the machine says
// so.
//
//   opcode      operand            stack
//   CONSTANT    an integer         -> i64
//   ADDRESS     offset in memory   -> pointer
//   LOAD        -                  pointer -> u8 as i64
//   STORE       -                  pointer value ->
//   ADD         -                  a b -> a + b, of a pointer or an integer and an integer
//   CALL        foreign function   arguments -> result, if it has one
//   PRINT       -                  i64 ->
//   JUMP_UNLESS instruction        i64 ->
//   HALT        -
#include <airlock.h>
#include <stdio.h>

#if defined(__aarch64__)
#define LIBC_PATH "/lib/aarch64-linux-gnu/libc.so.6"
#else
#define LIBC_PATH "/lib/x86_64-linux-gnu/libc.so.6"
#endif

#define STACK_SIZE 16
#define MEMORY_SIZE 16
#define MAX_PARAMS 3

enum opcode { CONSTANT, ADDRESS, LOAD, STORE, ADD, CALL, PRINT, JUMP_UNLESS, HALT };

struct instruction {
  enum opcode opcode;
  int operand;
};

// A foreign function as a program names it: kinds of parameters and result.
struct foreign {
  const char *name;
  airlock_kind result;
  size_t num_params;
  airlock_kind params[MAX_PARAMS];
};

enum { MEMSET, STRLEN, NUM_FOREIGN };

static const struct foreign foreign_functions[NUM_FOREIGN] = {
    [MEMSET] = {"memset", AIRLOCK_POINTER, 3, {AIRLOCK_POINTER, AIRLOCK_I32, AIRLOCK_USIZE}},
    [STRLEN] = {"strlen", AIRLOCK_USIZE, 1, {AIRLOCK_POINTER}},
};

struct interpreter {
  airlock_machine *machine;
  airlock_ptr memory;
  const airlock_callee *callees[NUM_FOREIGN];
  airlock_scalar stack[STACK_SIZE];
  size_t depth;
};

static void push(struct interpreter *interpreter, airlock_scalar value) {
  interpreter->stack[interpreter->depth++] = value;
}

static airlock_scalar pop(struct interpreter *interpreter) {
  return interpreter->stack[--interpreter->depth];
}

static airlock_status load(struct interpreter *interpreter) {
  airlock_machine *machine = interpreter->machine;
  airlock_scalar byte;
  airlock_scalar pointer = pop(interpreter);
  airlock_status status = airlock_expect(machine, pointer, AIRLOCK_POINTER);
  if (status == AIRLOCK_OK) {
    status = airlock_load(machine, &byte, pointer.as.ptr, airlock_type_scalar(machine, AIRLOCK_U8));
  }
  if (status == AIRLOCK_OK) {
    push(interpreter, airlock_int(AIRLOCK_I64, byte.as.bits[0]));
  }
  return status;
}

static airlock_status store(struct interpreter *interpreter) {
  airlock_machine *machine = interpreter->machine;
  airlock_scalar value = airlock_int(AIRLOCK_U8, pop(interpreter).as.bits[0]);
  airlock_scalar pointer = pop(interpreter);
  airlock_status status = airlock_expect(machine, pointer, AIRLOCK_POINTER);
  return status == AIRLOCK_OK ? airlock_store(machine, pointer.as.ptr, value,
                                              airlock_type_scalar(machine, AIRLOCK_U8))
                              : status;
}

static void add(struct interpreter *interpreter) {
  int64_t right = (int64_t)pop(interpreter).as.bits[0];
  airlock_scalar left = pop(interpreter);
  if (left.kind == AIRLOCK_POINTER) {
    left.as.ptr = airlock_ptr_wrapping_add(left.as.ptr, (uint64_t)right);
  } else {
    left = airlock_int(AIRLOCK_I64, left.as.bits[0] + (uint64_t)right);
  }
  push(interpreter, left);
}

// Integers of the stack are i64; each argument is given in the kind its parameter has.
static airlock_status call(struct interpreter *interpreter, int index) {
  const struct foreign *foreign = &foreign_functions[index];
  airlock_scalar args[MAX_PARAMS];
  airlock_scalar result;
  for (size_t i = foreign->num_params; i-- > 0;) {
    args[i] = pop(interpreter);
    if (foreign->params[i] != AIRLOCK_POINTER) {
      args[i] = airlock_int(foreign->params[i], args[i].as.bits[0]);
    }
  }
  airlock_status status = airlock_call(interpreter->machine, interpreter->callees[index], args,
                                       foreign->num_params, &result);
  if (status == AIRLOCK_OK) {
    push(interpreter,
         result.kind == AIRLOCK_POINTER ? result : airlock_int(AIRLOCK_I64, result.as.bits[0]));
  }
  return status;
}

static airlock_status run(struct interpreter *interpreter, const struct instruction *program) {
  airlock_status status = AIRLOCK_OK;
  for (size_t at = 0; status == AIRLOCK_OK && program[at].opcode != HALT; at++) {
    int operand = program[at].operand;
    switch (program[at].opcode) {
    case CONSTANT:
      push(interpreter, airlock_int(AIRLOCK_I64, (uint64_t)(int64_t)operand));
      break;
    case ADDRESS:
      push(interpreter, airlock_pointer(airlock_ptr_wrapping_add(interpreter->memory,
                                                                 (uint64_t)(int64_t)operand)));
      break;
    case LOAD:
      status = load(interpreter);
      break;
    case STORE:
      status = store(interpreter);
      break;
    case ADD:
      add(interpreter);
      break;
    case CALL:
      status = call(interpreter, operand);
      break;
    case PRINT:
      printf("%lld\n", (long long)pop(interpreter).as.bits[0]);
      break;
    case JUMP_UNLESS:
      at = pop(interpreter).as.bits[0] == 0 ? (size_t)operand - 1 : at;
      break;
    case HALT:
      break;
    }
  }
  return status;
}

static airlock_status bind_all(struct interpreter *interpreter) {
  airlock_machine *machine = interpreter->machine;
  airlock_status status = airlock_open_library(machine, LIBC_PATH);
  for (int i = 0; i < NUM_FOREIGN && status == AIRLOCK_OK; i++) {
    const struct foreign *foreign = &foreign_functions[i];
    const airlock_type *params[MAX_PARAMS];
    for (size_t j = 0; j < foreign->num_params; j++) {
      params[j] = airlock_type_scalar(machine, foreign->params[j]);
    }
    const airlock_signature *signature;
    status =
        airlock_signature_new(machine, &signature, airlock_type_scalar(machine, foreign->result),
                              params, foreign->num_params);
    if (status == AIRLOCK_OK) {
      status = airlock_bind(machine, &interpreter->callees[i], foreign->name, signature);
    }
  }
  return status == AIRLOCK_OK
             ? airlock_allocate(machine, &interpreter->memory, MEMORY_SIZE, 1, AIRLOCK_STACK)
             : status;
}

static void write_stdout(void *context, const char *text, size_t text_len) {
  (void)context;
  (void)fwrite(text, 1, text_len, stdout);
}

// Fills fifteen bytes, ends them with a zero, and prints how long C thinks the string is.
static const struct instruction good_program[] = {
    {ADDRESS, 0},  {CONSTANT, 'x'}, {CONSTANT, 15}, {CALL, MEMSET}, {CONSTANT, 15}, {ADD, 0},
    {CONSTANT, 0}, {STORE, 0},      {ADDRESS, 0},   {CALL, STRLEN}, {PRINT, 0},     {HALT, 0},
};

// Looks for a byte that is zero from the start of memory on, where none is: one too far.
static const struct instruction bad_program[] = {
    {ADDRESS, 0}, {CONSTANT, 'x'}, {CONSTANT, MEMORY_SIZE}, {CALL, MEMSET}, {CONSTANT, MEMORY_SIZE},
    {ADD, 0},     {LOAD, 0},       {JUMP_UNLESS, 8},        {HALT, 0},
};

int main(void) {
  struct interpreter interpreter = {0};
  if (airlock_machine_new(&interpreter.machine, NULL) != AIRLOCK_OK) {
    return 1;
  }
  const struct instruction *const programs[] = {good_program, bad_program};
  const airlock_family expected[] = {AIRLOCK_FAMILY_OK, AIRLOCK_FAMILY_UB};
  int failures = 0;
  airlock_status status = bind_all(&interpreter);
  for (size_t i = 0; i < 2 && failures == 0; i++) {
    status = status == AIRLOCK_OK ? run(&interpreter, programs[i]) : status;
    if (status != AIRLOCK_OK) {
      airlock_report_print(airlock_last_report(interpreter.machine), write_stdout, NULL);
    }
    failures += airlock_status_family(status) != expected[i];
  }
  airlock_machine_free(interpreter.machine);
  return failures;
}
