// SPDX-License-Identifier: MIT
//
// Functions as C. Each aggregate becomes a typedef T<n>, each function stores every argument into
// abi_seen and returns what is in abi_answer. Its caller abi_back_<n> passes what is in abi_given
// to a function that it is handed, and stores in abi_got what that returns. abi_layouts holds, for
// each T<n>: size, alignment and the offset of each member.
#include "abi.h"

#include <stdlib.h>

static bool is_aggregate(const airlock_type *type) {
  return type->class == TYPE_STRUCT || type->class == TYPE_UNION;
}

size_t abi_types_index(const struct abi_types *types, const airlock_type *type) {
  for (size_t i = 0; i < types->count; i++) {
    if (types->items[i] == type) {
      return i;
    }
  }
  return types->count;
}

static void collect(struct abi_types *types, const airlock_type *type) {
  if (type->class == TYPE_ARRAY) {
    collect(types, type->element);
  }
  if (!is_aggregate(type) || abi_types_index(types, type) < types->count) {
    return;
  }
  for (size_t i = 0; i < type->num_fields; i++) {
    collect(types, type->fields[i].type);
  }
  if (types->count == ABI_MAX_TYPES) {
    fprintf(stderr, "abi: more than %d types in a batch\n", ABI_MAX_TYPES);
    exit(2);
  }
  types->items[types->count++] = type;
}

void abi_types_collect(struct abi_types *types, const struct abi_function *functions,
                       size_t num_functions) {
  types->count = 0;
  for (size_t i = 0; i < num_functions; i++) {
    if (functions[i].result != NULL) {
      collect(types, functions[i].result);
    }
    for (size_t p = 0; p < functions[i].num_params; p++) {
      collect(types, functions[i].params[p]);
    }
  }
}

static const char *scalar_name(airlock_kind kind) {
  static const char *const names[AIRLOCK_NUM_KINDS] = {
      [AIRLOCK_I8] = "signed char",
      [AIRLOCK_I16] = "short",
      [AIRLOCK_I32] = "int",
      [AIRLOCK_I64] = "long long",
      [AIRLOCK_I128] = "__int128",
      [AIRLOCK_ISIZE] = "long",
      [AIRLOCK_U8] = "unsigned char",
      [AIRLOCK_U16] = "unsigned short",
      [AIRLOCK_U32] = "unsigned",
      [AIRLOCK_U64] = "unsigned long long",
      [AIRLOCK_USIZE] = "unsigned long",
      [AIRLOCK_U128] = "unsigned __int128",
      [AIRLOCK_F32] = "float",
      [AIRLOCK_F64] = "double",
      [AIRLOCK_BOOL] = "_Bool",
      [AIRLOCK_CHAR] = "unsigned",
      [AIRLOCK_POINTER] = "void *",
      [AIRLOCK_LONG_DOUBLE] = "long double",
  };
  return names[kind];
}

static void write_type(FILE *file, const struct abi_types *types, const airlock_type *type) {
  if (type == NULL) {
    fputs("void", file);
  } else if (type->class == TYPE_COMPLEX) {
    fprintf(file, "%s _Complex", scalar_name(type->fields[0].type->kind));
  } else if (type->class == TYPE_SCALAR) {
    fputs(scalar_name(type->kind), file);
  } else {
    fprintf(file, "T%zu", abi_types_index(types, type));
  }
}

static void write_member(FILE *file, const struct abi_types *types, const airlock_type *type,
                         size_t index) {
  const airlock_type *element = type;
  while (element->class == TYPE_ARRAY) {
    element = element->element;
  }
  write_type(file, types, element);
  fprintf(file, " m%zu", index);
  for (; type->class == TYPE_ARRAY; type = type->element) {
    fprintf(file, "[%llu]", (unsigned long long)type->count);
  }
  fputs("; ", file);
}

static void write_aggregate(FILE *file, const struct abi_types *types, size_t index) {
  const airlock_type *type = types->items[index];
  if (type->pack != 0) {
    fprintf(file, "#pragma pack(push, %llu)\n", (unsigned long long)type->pack);
  }
  fprintf(file, "typedef %s ", type->class == TYPE_UNION ? "union" : "struct");
  if (type->min_align != 0) {
    fprintf(file, "__attribute__((aligned(%llu))) ", (unsigned long long)type->min_align);
  }
  fputs("{ ", file);
  for (size_t i = 0; i < type->num_fields; i++) {
    write_member(file, types, type->fields[i].type, i);
  }
  fprintf(file, "} T%zu;\n", index);
  if (type->pack != 0) {
    fputs("#pragma pack(pop)\n", file);
  }
}

// The type that va_arg is asked for: C's default promotions.
static void write_promoted(FILE *file, const struct abi_types *types, const airlock_type *type) {
  switch (type->kind) {
  case AIRLOCK_I8:
  case AIRLOCK_I16:
  case AIRLOCK_U8:
  case AIRLOCK_U16:
  case AIRLOCK_BOOL:
    fputs("int", file);
    break;
  case AIRLOCK_F32:
    fputs("double", file);
    break;
  default:
    write_type(file, types, type);
    break;
  }
}

static void write_params(FILE *file, const struct abi_types *types,
                         const struct abi_function *function) {
  for (size_t i = 0; i < function->num_fixed; i++) {
    fputs(i > 0 ? ", " : "", file);
    write_type(file, types, function->params[i]);
    fprintf(file, " a%zu", i);
  }
  fputs(function->is_variadic ? ", ..." : function->num_params == 0 ? "void" : "", file);
}

static void write_function(FILE *file, const struct abi_types *types,
                           const struct abi_function *function, size_t index) {
  write_type(file, types, function->result);
  fprintf(file, " abi_%zu(", index);
  write_params(file, types, function);
  fputs(") {\n", file);
  for (size_t i = 0; i < function->num_fixed; i++) {
    fprintf(file, "  memcpy(abi_seen + %zu, &a%zu, sizeof a%zu);\n", i * ABI_MAX_VALUE, i, i);
  }
  if (function->is_variadic) {
    fprintf(file, "  va_list list;\n  va_start(list, a%zu);\n", function->num_fixed - 1);
    for (size_t i = function->num_fixed; i < function->num_params; i++) {
      fputs("  { ", file);
      write_promoted(file, types, function->params[i]);
      fputs(" v = va_arg(list, ", file);
      write_promoted(file, types, function->params[i]);
      fprintf(file, "); memcpy(abi_seen + %zu, &v, sizeof v); }\n", i * ABI_MAX_VALUE);
    }
    fputs("  va_end(list);\n", file);
  }
  if (function->result != NULL) {
    fputs("  ", file);
    write_type(file, types, function->result);
    fputs(" r; memcpy(&r, abi_answer, sizeof r); return r;\n", file);
  }
  fputs("}\n", file);
}

// The other way round: a caller that passes what is in abi_given.
static void write_caller(FILE *file, const struct abi_types *types,
                         const struct abi_function *function, size_t index) {
  fprintf(file, "void abi_back_%zu(", index);
  write_type(file, types, function->result);
  fputs(" (*f)(", file);
  write_params(file, types, function);
  fputs(")) {\n", file);
  for (size_t i = 0; i < function->num_params; i++) {
    fputs("  ", file);
    write_type(file, types, function->params[i]);
    fprintf(file, " a%zu; memcpy(&a%zu, abi_given + %zu, sizeof a%zu);\n", i, i, i * ABI_MAX_VALUE,
            i);
  }
  fputs("  ", file);
  if (function->result != NULL) {
    write_type(file, types, function->result);
    fputs(" r = ", file);
  }
  fputs("f(", file);
  for (size_t i = 0; i < function->num_params; i++) {
    fprintf(file, "%sa%zu", i > 0 ? ", " : "", i);
  }
  fputs(function->result != NULL ? "); memcpy(abi_got, &r, sizeof r);\n}\n" : ");\n}\n", file);
}

static void write_layouts(FILE *file, const struct abi_types *types) {
  fputs("const unsigned long abi_layouts[] = {\n", file);
  for (size_t i = 0; i < types->count; i++) {
    fprintf(file, "  sizeof(T%zu), _Alignof(T%zu),", i, i);
    for (size_t m = 0; m < types->items[i]->num_fields; m++) {
      fprintf(file, " offsetof(T%zu, m%zu),", i, m);
    }
    fputs("\n", file);
  }
  fputs("  0};\n", file);
}

void abi_source_write(FILE *file, const struct abi_function *functions, size_t num_functions) {
  static struct abi_types types;
  abi_types_collect(&types, functions, num_functions);
  fputs("#include <stdarg.h>\n#include <stddef.h>\n#include <string.h>\n", file);
  fprintf(file, "unsigned char abi_seen[%d];\n_Alignas(64) unsigned char abi_answer[%d];\n",
          ABI_MAX_PARAMS * ABI_MAX_VALUE, ABI_MAX_VALUE);
  fprintf(file, "unsigned char abi_given[%d];\nunsigned char abi_got[%d];\n",
          ABI_MAX_PARAMS * ABI_MAX_VALUE, ABI_MAX_VALUE);
  for (size_t i = 0; i < types.count; i++) {
    write_aggregate(file, &types, i);
  }
  write_layouts(file, &types);
  for (size_t i = 0; i < num_functions; i++) {
    write_function(file, &types, &functions[i], i);
    if (!functions[i].is_variadic) {
      write_caller(file, &types, &functions[i], i);
    }
  }
}
