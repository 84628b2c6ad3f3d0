/* A library that is loaded before others (LD_PRELOAD) and makes the machine beneath a program unkind: short reads, reads that a
   signal interrupts, a clock that jumps. CHAOS_SEED makes it repeatable; CHAOS_READS and CHAOS_CLOCK say how many of a hundred
   calls are disturbed, nothing where they are not set.
   CHAOS_AT and CHAOS_SIGNAL send the program that signal before its so-many-th read of a file, write, sync or rename, so that the
   moment is the same when it is run again. CHAOS_COUNT names a file that gets their number at the end. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static unsigned long long state;
static int reads, clocks;
static long long shift;
static long long calls, at;
static int sent;

static int setting(const char *name) {
  const char *text = getenv(name);
  return text ? atoi(text) : 0;
}

__attribute__((constructor)) static void begin(void) {
  state = 0x9e3779b97f4a7c15ULL ^ (unsigned long long)setting("CHAOS_SEED");
  reads = setting("CHAOS_READS");
  clocks = setting("CHAOS_CLOCK");
  at = setting("CHAOS_AT");
  sent = setting("CHAOS_SIGNAL");
}

__attribute__((destructor)) static void end(void) {
  const char *name = getenv("CHAOS_COUNT");
  FILE *file = name ? fopen(name, "w") : NULL;
  if (!file) return;
  fprintf(file, "%lld\n", __atomic_load_n(&calls, __ATOMIC_RELAXED));
  fclose(file);
}

static void call(void) {
  if (__atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED) == at && sent) kill(getpid(), sent);
}

static int is_file(int file) {
  struct stat what;
  return fstat(file, &what) == 0 && S_ISREG(what.st_mode);
}

static unsigned below(unsigned most) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (unsigned)(state % most);
}

ssize_t read(int file, void *to, size_t size) {
  static ssize_t (*real)(int, void *, size_t);
  if (!real) real = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
  const int of_file = is_file(file);
  if (of_file) call();
  if (reads && size > 1 && of_file && below(100) < (unsigned)reads) {
    if (below(4) == 0) {
      errno = EINTR;
      return -1;
    }
    size = 1 + below(size > 4096 ? 4096 : (unsigned)size);
  }
  return real(file, to, size);
}

ssize_t write(int file, const void *from, size_t size) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  call();
  return real(file, from, size);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  static ssize_t (*real)(int, const struct iovec *, int);
  if (!real) real = (ssize_t(*)(int, const struct iovec *, int))dlsym(RTLD_NEXT, "writev");
  call();
  return real(file, parts, count);
}

int fsync(int file) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  call();
  return real(file);
}

int rename(const char *from, const char *to) {
  static int (*real)(const char *, const char *);
  if (!real) real = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
  call();
  return real(from, to);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  const int answer = real(clock, now);
  if (answer == 0 && clock == CLOCK_REALTIME && clocks) {
    if (below(100) < (unsigned)clocks) shift = (long long)below(7200) - 3600;
    now->tv_sec += shift;
  }
  return answer;
}
