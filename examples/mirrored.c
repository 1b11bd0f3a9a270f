// SPDX-License-Identifier: MIT
//
// A third embedder: an interpreter whose collector moves its objects, so that C must not be given
// their addresses.
//
// Each object that C is to see is *mirrored*: it gets an allocation of the machine, which never
// moves. Before a crossing the machine pulls the object's bytes from wherever it lies then, and
// afterwards pushes each range that C changed. C may even keep the address, as strtok does: the
// object moves between two calls of it, and nothing goes wrong.
//
//   heap      [header|bytes][header|bytes]...   two such spaces, of which one is in use
//                 ^ variable
//   machine   [bytes]   the mirror: same size, fixed address
//
// An object is a text, or a pair of references to others. A collection copies what the variables
// reach into the other space (Cheney's algorithm), and leaves the new place in the old header.
#include <airlock.h>
#include <stdio.h>
#include <string.h>

#if defined(__aarch64__)
#define LIBC_PATH "/lib/aarch64-linux-gnu/libc.so.6"
#else
#define LIBC_PATH "/lib/x86_64-linux-gnu/libc.so.6"
#endif

enum { SPACE_SIZE = 256 };
enum variable { SCRATCH, NAMES, COLON, PATTERN, LINE, BOTH, NUM_VARIABLES };
enum opcode { TEXT, BUFFER, PAIR, FORGET, COLLECT, FIRST_TOKEN, NEXT_TOKEN, FORMAT, PRINT, HALT };

static const char *const variable_names[NUM_VARIABLES] = {"scratch", "names", "colon",
                                                          "pattern", "line",  "both"};

// Where an object's header lies in the space; 0 is none.
typedef uint32_t reference;

struct header {
  uint32_t size;     // Of what follows, a multiple of 8.
  reference forward; // Where it was moved to; 0: it was not.
  uint32_t is_pair;  // Two references follow.
  uint32_t unused;
};

struct interpreter {
  uint8_t spaces[2][SPACE_SIZE];
  int current;
  uint32_t used; // Of the current space.
  reference variables[NUM_VARIABLES];
  airlock_machine *machine;
  const airlock_callee *strtok;
  const airlock_callee *snprintf;
  // One per variable whose object was lent to C; what the hooks get is its address.
  struct loan {
    struct interpreter *interpreter;
    enum variable variable;
    uint32_t size; // 0: not lent.
    airlock_ptr pointer;
  } loans[NUM_VARIABLES];
};

struct instruction {
  enum opcode opcode;
  enum variable variable;
  const char *text; // TEXT.
  int size;         // BUFFER.
};

// -------------------------------------------------------------------------------------------- heap

static struct header header_of(const struct interpreter *interpreter, reference object) {
  struct header header;
  memcpy(&header, interpreter->spaces[interpreter->current] + object, sizeof header);
  return header;
}

static uint8_t *bytes_of(struct interpreter *interpreter, enum variable variable) {
  return interpreter->spaces[interpreter->current] + interpreter->variables[variable] +
         sizeof(struct header);
}

// Moves an object to the end of the other space, unless that was done.
static reference move(struct interpreter *interpreter, uint32_t *io_used, reference object) {
  struct header header = object != 0 ? header_of(interpreter, object) : (struct header){0};
  if (object == 0 || header.forward != 0) {
    return header.forward;
  }
  uint8_t *from = interpreter->spaces[interpreter->current] + object;
  uint8_t *to = interpreter->spaces[1 - interpreter->current] + *io_used;
  memcpy(to, from, sizeof header + header.size);
  header.forward = *io_used;
  memcpy(from, &header, sizeof header);
  *io_used += (uint32_t)sizeof header + header.size;
  return header.forward;
}

static void collect(struct interpreter *interpreter) {
  uint32_t used = sizeof(struct header); // So that no object is at 0.
  uint8_t *target = interpreter->spaces[1 - interpreter->current];
  for (int i = 0; i < NUM_VARIABLES; i++) {
    interpreter->variables[i] = move(interpreter, &used, interpreter->variables[i]);
  }
  struct header header;
  for (uint32_t at = sizeof header; at < used; at += (uint32_t)sizeof header + header.size) {
    reference members[2];
    memcpy(&header, target + at, sizeof header);
    if (header.is_pair != 0) {
      memcpy(members, target + at + sizeof header, sizeof members);
      members[0] = move(interpreter, &used, members[0]);
      members[1] = move(interpreter, &used, members[1]);
      memcpy(target + at + sizeof header, members, sizeof members);
    }
  }
  memset(interpreter->spaces[interpreter->current], 0xdd, SPACE_SIZE); // Nobody may look there.
  interpreter->current = 1 - interpreter->current;
  interpreter->used = used;
}

// Makes an object of zeroes; collects when there is no room. False if there is none even then.
static bool make(struct interpreter *interpreter, enum variable variable, size_t size,
                 bool is_pair) {
  struct header header = {(uint32_t)(size + 7) & ~7u, 0, is_pair, 0};
  uint32_t needed = (uint32_t)sizeof header + header.size;
  if (needed > SPACE_SIZE - interpreter->used) {
    collect(interpreter);
  }
  if (needed > SPACE_SIZE - interpreter->used) {
    return false;
  }
  uint8_t *object = interpreter->spaces[interpreter->current] + interpreter->used;
  memset(object, 0, needed);
  memcpy(object, &header, sizeof header);
  interpreter->variables[variable] = interpreter->used;
  interpreter->used += needed;
  return true;
}

// ----------------------------------------------------------------------------------------
// crossings

// C is about to run: here is what the object holds, wherever it lies now.
static void pull(void *context, uint8_t *out_bytes, uint64_t size) {
  const struct loan *loan = context;
  memcpy(out_bytes, bytes_of(loan->interpreter, loan->variable), size);
}

// C ran, and changed this.
static void push(void *context, const uint8_t *bytes, uint64_t start, uint64_t end) {
  const struct loan *loan = context;
  memcpy(bytes_of(loan->interpreter, loan->variable) + start, bytes, end - start);
  printf("  C changed bytes [%d, %d) of %s\n", (int)start, (int)end,
         variable_names[loan->variable]);
}

// Gives C's pointer to the object of a variable; a mirror is made the first time.
static airlock_status lend(struct interpreter *interpreter, airlock_scalar *out_pointer,
                           enum variable variable) {
  struct loan *loan = &interpreter->loans[variable];
  airlock_status status = AIRLOCK_OK;
  if (loan->size == 0) {
    const airlock_mirror mirror = {loan, pull, push};
    uint32_t size = header_of(interpreter, interpreter->variables[variable]).size;
    status = airlock_mirror_new(interpreter->machine, &loan->pointer, size, 8, &mirror);
    loan->interpreter = interpreter;
    loan->variable = variable;
    loan->size = status == AIRLOCK_OK ? size : 0;
  }
  *out_pointer = airlock_pointer(loan->pointer);
  return status;
}

// strtok(text or NULL, colon). What it answers points into the mirror: the offset is the object's.
static airlock_status token(struct interpreter *interpreter, bool is_first) {
  airlock_scalar args[2] = {airlock_pointer(airlock_ptr_from_address(0))};
  airlock_scalar result;
  airlock_alloc_id alloc;
  uint64_t offset = 0;
  airlock_status status = is_first ? lend(interpreter, &args[0], NAMES) : AIRLOCK_OK;
  if (status == AIRLOCK_OK) {
    status = lend(interpreter, &args[1], COLON);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_call(interpreter->machine, interpreter->strtok, args, 2, &result);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_resolve(interpreter->machine, &alloc, &offset, result.as.ptr);
  }
  if (status == AIRLOCK_OK) {
    printf("  token at %d: %s\n", (int)offset, (char *)bytes_of(interpreter, NAMES) + offset);
  }
  return status;
}

// snprintf(line, its size, pattern, names)
static airlock_status format(struct interpreter *interpreter) {
  airlock_scalar args[4];
  airlock_scalar length;
  airlock_status status = lend(interpreter, &args[0], LINE);
  args[1] = airlock_int(AIRLOCK_USIZE, interpreter->loans[LINE].size);
  if (status == AIRLOCK_OK) {
    status = lend(interpreter, &args[2], PATTERN);
  }
  if (status == AIRLOCK_OK) {
    status = lend(interpreter, &args[3], NAMES);
  }
  return status == AIRLOCK_OK
             ? airlock_call(interpreter->machine, interpreter->snprintf, args, 4, &length)
             : status;
}

// ------------------------------------------------------------------------------------- interpreter

static void print(struct interpreter *interpreter, enum variable variable) {
  reference members[2];
  const uint8_t *bytes = bytes_of(interpreter, variable);
  if (header_of(interpreter, interpreter->variables[variable]).is_pair == 0) {
    printf("  \"%s\"\n", (const char *)bytes);
    return;
  }
  memcpy(members, bytes, sizeof members);
  const uint8_t *space = interpreter->spaces[interpreter->current] + sizeof(struct header);
  printf("  (\"%s\", \"%s\")\n", (const char *)space + members[0],
         (const char *)space + members[1]);
}

static bool make_text(struct interpreter *interpreter, const struct instruction *instruction) {
  size_t size = strlen(instruction->text) + 1;
  bool is_made = make(interpreter, instruction->variable, size, false);
  if (is_made) {
    memcpy(bytes_of(interpreter, instruction->variable), instruction->text, size);
  }
  return is_made;
}

static bool make_pair(struct interpreter *interpreter, enum variable variable) {
  bool is_made = make(interpreter, variable, 2 * sizeof(reference), true);
  if (is_made) {
    const reference members[2] = {interpreter->variables[NAMES], interpreter->variables[LINE]};
    memcpy(bytes_of(interpreter, variable), members, sizeof members);
  }
  return is_made;
}

static void collect_and_tell(struct interpreter *interpreter) {
  reference before = interpreter->variables[NAMES];
  collect(interpreter);
  printf("collected: names moved from %u to %u\n", before, interpreter->variables[NAMES]);
}

static airlock_status run(struct interpreter *interpreter, const struct instruction *program) {
  airlock_status status = AIRLOCK_OK;
  bool has_room = true;
  for (; status == AIRLOCK_OK && has_room && program->opcode != HALT; program++) {
    switch (program->opcode) {
    case TEXT:
      has_room = make_text(interpreter, program);
      break;
    case BUFFER:
      has_room = make(interpreter, program->variable, (size_t)program->size, false);
      break;
    case PAIR:
      has_room = make_pair(interpreter, program->variable);
      break;
    case FORGET:
      interpreter->variables[program->variable] = 0;
      break;
    case COLLECT:
      collect_and_tell(interpreter);
      break;
    case FIRST_TOKEN:
    case NEXT_TOKEN:
      puts(program->opcode == FIRST_TOKEN ? "strtok(names, colon)" : "strtok(NULL, colon)");
      status = token(interpreter, program->opcode == FIRST_TOKEN);
      break;
    case FORMAT:
      puts("snprintf(line, size, pattern, names)");
      status = format(interpreter);
      break;
    case PRINT:
      printf("%s\n", variable_names[program->variable]);
      print(interpreter, program->variable);
      break;
    case HALT:
      break;
    }
  }
  return has_room ? status
                  : airlock_raise(interpreter->machine, AIRLOCK_LIMIT_EMBEDDER,
                                  "the heap of the program is full");
}

static airlock_status bind(struct interpreter *interpreter, const airlock_callee **out_callee,
                           const char *name, const char *text) {
  const airlock_signature *signature = NULL;
  airlock_status status = airlock_signature_parse(interpreter->machine, &signature, text);
  return status == AIRLOCK_OK ? airlock_bind(interpreter->machine, out_callee, name, signature)
                              : status;
}

static airlock_status bind_all(struct interpreter *interpreter) {
  airlock_status status = airlock_open_library(interpreter->machine, LIBC_PATH);
  if (status == AIRLOCK_OK) {
    status = bind(interpreter, &interpreter->strtok, "strtok", "ptr (ptr, ptr)");
  }
  return status == AIRLOCK_OK ? bind(interpreter, &interpreter->snprintf, "snprintf",
                                     "int (ptr, size_t, ptr, ..., ptr)")
                              : status;
}

// Between the tokens the object moves twice, while strtok remembers where to go on.
static const struct instruction program[] = {
    {.opcode = TEXT, .variable = SCRATCH, .text = "soon forgotten"},
    {.opcode = TEXT, .variable = NAMES, .text = "ada:grace:barbara"},
    {.opcode = TEXT, .variable = COLON, .text = ":"},
    {.opcode = FIRST_TOKEN},
    {.opcode = FORGET, .variable = SCRATCH},
    {.opcode = COLLECT},
    {.opcode = NEXT_TOKEN},
    {.opcode = TEXT, .variable = SCRATCH, .text = "in the way"},
    {.opcode = COLLECT},
    {.opcode = NEXT_TOKEN},
    {.opcode = TEXT, .variable = PATTERN, .text = "hello, %s!"},
    {.opcode = BUFFER, .variable = LINE, .size = 24},
    {.opcode = FORMAT},
    {.opcode = PAIR, .variable = BOTH},
    {.opcode = FORGET, .variable = SCRATCH},
    {.opcode = COLLECT},
    {.opcode = PRINT, .variable = BOTH},
    {.opcode = HALT},
};

static void write_stdout(void *context, const char *text, size_t text_len) {
  (void)context;
  (void)fwrite(text, 1, text_len, stdout);
}

int main(void) {
  static struct interpreter interpreter = {.used = sizeof(struct header)};
  if (airlock_machine_new(&interpreter.machine, NULL) != AIRLOCK_OK) {
    return 1;
  }
  airlock_status status = bind_all(&interpreter);
  if (status == AIRLOCK_OK) {
    status = run(&interpreter, program);
  }
  if (status != AIRLOCK_OK) {
    airlock_report_print(airlock_last_report(interpreter.machine), write_stdout, NULL);
  }
  airlock_machine_free(interpreter.machine); // The mirrors with it.
  return status != AIRLOCK_OK;
}
