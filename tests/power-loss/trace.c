/*
 * Preloaded into a process, it writes down everything that the process does to files below TRACE_ROOT, in its order, with the bytes:
 * what a disk would have been told. Each record goes to TRACE_FILE when the call has succeeded.
 *
 *   record: u32 operation, u32 length of the path, u32 length of the second path, u32 0, u64 inode, u64 offset, u64 length of the data
 *           path, second path, data
 *
 * Calls are serialized, so that the order of the records is the order in which they took effect.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CREATE = 1, WRITE, TRUNCATE, SYNC, RENAME, LINK, UNLINK, MAKE_DIRECTORY, SYNC_DIRECTORY };

#define MOST_FILES 65536

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root;
static size_t root_length;
static int trace = -1;
static struct { ino_t inode; char is_traced, is_directory; } files[MOST_FILES];

__attribute__((constructor)) static void begin(void) {
  root = getenv("TRACE_ROOT");
  const char *file = getenv("TRACE_FILE");
  if (!root || !file) return;
  root_length = strlen(root);
  trace = syscall(SYS_openat, AT_FDCWD, file, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
}

/* The root itself is its owner's, and below it everything is traced. */
static int is_below(const char *path) { return trace >= 0 && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]); }

static int is_traced(int fd) { return fd >= 0 && fd < MOST_FILES && files[fd].is_traced; }

static void put(const void *bytes, size_t length) {
  for (const char *at = bytes; length > 0;) {
    ssize_t written = syscall(SYS_write, trace, at, length);
    if (written <= 0) abort();
    at += written;
    length -= written;
  }
}

static void record(uint32_t operation, ino_t inode, uint64_t offset, const char *path, const char *second, const void *data, uint64_t length) {
  struct { uint32_t operation, path, second, none; uint64_t inode, offset, length; } head = {
    operation, path ? strlen(path) : 0, second ? strlen(second) : 0, 0, inode, offset, data ? length : 0 };
  put(&head, sizeof head);
  if (path) put(path, head.path);
  if (second) put(second, head.second);
  if (data) put(data, length);
}

static ino_t inode_of(const char *path) { struct stat status; return stat(path, &status) ? 0 : status.st_ino; }

static int guarded(int result) { int error = errno; pthread_mutex_unlock(&lock); errno = error; return result; }

static void *find(void **next, const char *name) { return *next ? *next : (*next = dlsym(RTLD_NEXT, name)); }

#define REAL(name) ((__typeof__(&name))find(&next_##name, #name))
#define DECLARE(name) static void *next_##name

static int opened(int fd, const char *path, int flags, int existed) {
  struct stat status;
  if (fd < 0 || fd >= MOST_FILES || fstat(fd, &status)) return fd;
  files[fd].is_traced = 1;
  files[fd].inode = status.st_ino;
  files[fd].is_directory = S_ISDIR(status.st_mode);
  if (!existed) record(CREATE, status.st_ino, 0, path, NULL, NULL, 0);
  else if (flags & O_TRUNC) record(TRUNCATE, status.st_ino, 0, NULL, NULL, NULL, 0);
  return fd;
}

#define OPEN(name) \
  DECLARE(name); \
  int name(const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = va_arg(rest, mode_t); \
    va_end(rest); \
    if (!is_below(path)) return REAL(name)(path, flags, mode); \
    pthread_mutex_lock(&lock); \
    int existed = inode_of(path) != 0; \
    return guarded(opened(REAL(name)(path, flags, mode), path, flags, existed)); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  DECLARE(name); \
  int name(int directory, const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = va_arg(rest, mode_t); \
    va_end(rest); \
    if (!is_below(path)) return REAL(name)(directory, path, flags, mode); \
    pthread_mutex_lock(&lock); \
    int existed = inode_of(path) != 0; \
    return guarded(opened(REAL(name)(directory, path, flags, mode), path, flags, existed)); \
  }
OPENAT(openat)
OPENAT(openat64)

DECLARE(close);
int close(int fd) {
  if (is_traced(fd)) files[fd].is_traced = 0;
  return REAL(close)(fd);
}

DECLARE(write);
ssize_t write(int fd, const void *data, size_t length) {
  if (!is_traced(fd)) return REAL(write)(fd, data, length);
  pthread_mutex_lock(&lock);
  off_t at = fcntl(fd, F_GETFL) & O_APPEND ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
  ssize_t written = REAL(write)(fd, data, length);
  if (written > 0) record(WRITE, files[fd].inode, at, NULL, NULL, data, written);
  guarded(0);
  return written;
}

#define PWRITE(name) \
  DECLARE(name); \
  ssize_t name(int fd, const void *data, size_t length, off_t at) { \
    if (!is_traced(fd)) return REAL(name)(fd, data, length, at); \
    pthread_mutex_lock(&lock); \
    ssize_t written = REAL(name)(fd, data, length, at); \
    if (written > 0) record(WRITE, files[fd].inode, at, NULL, NULL, data, written); \
    guarded(0); \
    return written; \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

#define FAIL_IF_TRACED(fd) if (is_traced(fd)) abort() /* not written down yet: better no run than a wrong one */

#define PWRITEV(name) \
  DECLARE(name); \
  ssize_t name(int fd, const struct iovec *parts, int count, off_t at) { FAIL_IF_TRACED(fd); return REAL(name)(fd, parts, count, at); }
PWRITEV(pwritev)
PWRITEV(pwritev64)

#define RESIZE(name, result, arguments, call, length) \
  DECLARE(name); \
  result name arguments { \
    if (!is_traced(fd)) return REAL(name) call; \
    pthread_mutex_lock(&lock); \
    result done = REAL(name) call; \
    if (!done) record(TRUNCATE, files[fd].inode, length, NULL, NULL, NULL, 0); \
    return guarded(done); \
  }
RESIZE(ftruncate, int, (int fd, off_t to), (fd, to), to)
RESIZE(ftruncate64, int, (int fd, off_t to), (fd, to), to)

DECLARE(posix_fallocate);
int posix_fallocate(int fd, off_t at, off_t length) { FAIL_IF_TRACED(fd); return REAL(posix_fallocate)(fd, at, length); }

/* The gateway opens directories past this library: .NET looks open up in libc itself. */
static void look_up_directory(int fd) {
  char link[64], path[4096];
  struct stat status;
  if (trace < 0 || fd < 0 || fd >= MOST_FILES || is_traced(fd) || fstat(fd, &status) || !S_ISDIR(status.st_mode)) return;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return;
  path[length] = 0;
  if (!is_below(path)) return;
  files[fd].is_traced = files[fd].is_directory = 1;
  files[fd].inode = status.st_ino;
}

#define SYNCS(name) \
  DECLARE(name); \
  int name(int fd) { \
    look_up_directory(fd); \
    if (!is_traced(fd)) return REAL(name)(fd); \
    pthread_mutex_lock(&lock); \
    int done = REAL(name)(fd); \
    if (!done) record(files[fd].is_directory ? SYNC_DIRECTORY : SYNC, files[fd].inode, 0, NULL, NULL, NULL, 0); \
    return guarded(done); \
  }
SYNCS(fsync)
SYNCS(fdatasync)

#define NAMES(name, operation) \
  DECLARE(name); \
  int name(const char *from, const char *to) { \
    if (!is_below(from)) return REAL(name)(from, to); \
    pthread_mutex_lock(&lock); \
    int done = REAL(name)(from, to); \
    if (!done) record(operation, inode_of(to), 0, from, to, NULL, 0); \
    return guarded(done); \
  }
NAMES(rename, RENAME)
NAMES(link, LINK)

DECLARE(unlink);
int unlink(const char *path) {
  if (!is_below(path)) return REAL(unlink)(path);
  pthread_mutex_lock(&lock);
  int done = REAL(unlink)(path);
  if (!done) record(UNLINK, 0, 0, path, NULL, NULL, 0);
  return guarded(done);
}

DECLARE(mkdir);
int mkdir(const char *path, mode_t mode) {
  if (!is_below(path)) return REAL(mkdir)(path, mode);
  pthread_mutex_lock(&lock);
  int done = REAL(mkdir)(path, mode);
  if (!done) record(MAKE_DIRECTORY, inode_of(path), 0, path, NULL, NULL, 0);
  return guarded(done);
}
