/* A library that is loaded before others (LD_PRELOAD) and makes the machine beneath a program unkind: short reads, reads that a
   signal interrupts, a clock that jumps. CHAOS_SEED makes it repeatable; CHAOS_READS and CHAOS_CLOCK say how many of a hundred
   calls are disturbed, nothing where they are not set. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static unsigned long long state;
static int reads, clocks;
static long long shift;

static int setting(const char *name) {
  const char *text = getenv(name);
  return text ? atoi(text) : 0;
}

__attribute__((constructor)) static void begin(void) {
  state = 0x9e3779b97f4a7c15ULL ^ (unsigned long long)setting("CHAOS_SEED");
  reads = setting("CHAOS_READS");
  clocks = setting("CHAOS_CLOCK");
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
  struct stat what;
  if (reads && size > 1 && fstat(file, &what) == 0 && S_ISREG(what.st_mode) && below(100) < (unsigned)reads) {
    if (below(4) == 0) {
      errno = EINTR;
      return -1;
    }
    size = 1 + below(size > 4096 ? 4096 : (unsigned)size);
  }
  return real(file, to, size);
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
