// SPDX-License-Identifier: MIT
//
// See process.h. Signals and the end of the child arrive at a descriptor, beside the child's
// output, so that one loop waits for all of them and no handler is needed.
#define _GNU_SOURCE // pipe2

#include "cli/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

// What is open while a child runs; -1 is closed.
typedef struct child {
  pid_t process;
  int signals; // Where signals are read.
  int output;  // Where its output is read.
  int input;   // The child's end of that.
  size_t capacity;
} child;

static void close_if_open(int *io_descriptor) {
  if (*io_descriptor >= 0) {
    close(*io_descriptor);
    *io_descriptor = -1;
  }
}

static bool names_same(const char *left, const char *right) {
  size_t length = strcspn(left, "=");
  return strncmp(left, right, length + 1) == 0;
}

// Our environment with the variables that the request adds or replaces. The caller frees it.
static char **make_environment(const char *const *variables) {
  size_t count = 1;
  for (size_t i = 0; environ[i] != NULL; i++) {
    count++;
  }
  for (size_t i = 0; variables[i] != NULL; i++) {
    count++;
  }
  char **made = malloc(count * sizeof *made);
  size_t used = 0;
  for (size_t i = 0; made != NULL && variables[i] != NULL; i++) {
    made[used++] = (char *)(size_t)variables[i];
  }
  size_t added = used;
  for (size_t i = 0; made != NULL && environ[i] != NULL; i++) {
    bool is_replaced = false;
    for (size_t j = 0; j < added; j++) {
      is_replaced |= names_same(made[j], environ[i]);
    }
    if (!is_replaced) {
      made[used++] = environ[i];
    }
  }
  if (made != NULL) {
    made[used] = NULL;
  }
  return made;
}

static int spawn(child *child, const process_request *request, const sigset_t *mask) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  char **environment = make_environment(request->variables);
  if (environment == NULL) {
    return ENOMEM;
  }
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  int output = request->has_output ? child->input : STDERR_FILENO;
  int error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  error = error != 0 ? error : posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  error = error != 0 ? error : posix_spawnattr_setsigmask(&attributes, mask);
  error = error != 0 ? error : posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  if (error == 0) {
    error = posix_spawnp(&child->process, request->words[0], &actions, &attributes,
                         (char *const *)(size_t)request->words, environment);
  }
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  free(environment);
  return error;
}

// Takes what there is of the child's output, and closes it at its end. False when memory is out.
static bool read_output(child *child, process_result *result) {
  enum { piece = 1 << 16 };
  for (;;) {
    if (child->capacity - result->output_length <= piece) {
      size_t capacity = child->capacity * 2 + 2 * piece;
      char *larger = realloc(result->output, capacity);
      if (larger == NULL) {
        return false;
      }
      result->output = larger;
      child->capacity = capacity;
    }
    ssize_t count = read(child->output, result->output + result->output_length, piece);
    result->output_length += count > 0 ? (size_t)count : 0;
    result->output[result->output_length] = '\0';
    if (count == 0) {
      close_if_open(&child->output);
    }
    if (count <= 0) {
      return true;
    }
  }
}

// Takes one signal. True when the child has ended.
static bool take_signal(child *child, process_result *result) {
  struct signalfd_siginfo info;
  if (read(child->signals, &info, sizeof info) != (ssize_t)sizeof info) {
    return false;
  }
  if (info.ssi_signo != SIGCHLD) {
    result->signal = (int)info.ssi_signo;
    kill(child->process, (int)info.ssi_signo);
    return false;
  }
  return waitpid(child->process, &result->status, WNOHANG) == child->process;
}

// Until the child has ended; of its output nothing is lost that was there by then.
static void attend(child *child, process_result *result) {
  bool has_ended = false;
  while (!has_ended) {
    struct pollfd waiting[2] = {{child->signals, POLLIN, 0}, {child->output, POLLIN, 0}};
    if (poll(waiting, 2, -1) < 0) {
      continue; // Interrupted.
    }
    if (waiting[1].revents != 0 && !read_output(child, result)) {
      result->error = ENOMEM;
      close_if_open(&child->output);
    }
    has_ended = waiting[0].revents != 0 && take_signal(child, result);
  }
  if (child->output >= 0 && !read_output(child, result)) {
    result->error = ENOMEM;
  }
}

static void run_child(process_result *result, const process_request *request,
                      const sigset_t *waited, const sigset_t *usual) {
  child child = {-1, -1, -1, -1, 0};
  int ends[2];
  child.signals = signalfd(-1, waited, SFD_CLOEXEC);
  if (child.signals < 0) {
    result->error = errno;
    return;
  }
  if (request->has_output) {
    if (pipe2(ends, O_CLOEXEC) != 0) {
      result->error = errno;
      close_if_open(&child.signals);
      return;
    }
    child.output = ends[0];
    child.input = ends[1];
    fcntl(child.output, F_SETFL, O_NONBLOCK);
  }
  result->error = spawn(&child, request, usual);
  close_if_open(&child.input);
  if (result->error == 0) {
    attend(&child, result);
  }
  close_if_open(&child.output);
  close_if_open(&child.signals);
}

void process_run(process_result *out_result, const process_request *request) {
  *out_result = (process_result){.error = 0};
  sigset_t waited;
  sigset_t usual;
  sigemptyset(&waited);
  sigaddset(&waited, SIGCHLD);
  sigaddset(&waited, SIGINT);
  sigaddset(&waited, SIGTERM);
  sigaddset(&waited, SIGHUP);
  sigaddset(&waited, SIGQUIT);
  // Whoever started airlock may have it ignore the ends of children.
  struct sigaction noticed = {.sa_handler = SIG_DFL};
  struct sigaction before;
  sigaction(SIGCHLD, &noticed, &before);
  sigprocmask(SIG_BLOCK, &waited, &usual);
  run_child(out_result, request, &waited, &usual);
  sigprocmask(SIG_SETMASK, &usual, NULL);
  sigaction(SIGCHLD, &before, NULL);
}

bool process_succeeded(const process_result *result) {
  return result->error == 0 && result->signal == 0 && WIFEXITED(result->status) &&
         WEXITSTATUS(result->status) == 0;
}

void process_end_by(int signal_number) {
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}
