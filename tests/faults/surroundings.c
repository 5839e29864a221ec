/* Preloaded into one gateway process: makes its disk slow and its wall clock wrong, as a file says that may change at any time.
   FAULTS_FILE names it; it holds three numbers: milliseconds that each fsync and fdatasync takes, seconds by which the wall clock is off, and whether
   fsync and fdatasync fail with EIO.
   Only the wall clock moves, as when NTP or an operator sets it; the monotonic one goes on. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static void read_faults(long *sync_ms, long *clock_s, int *refuses)
{
    const char *path = getenv("FAULTS_FILE");
    FILE *file = path ? fopen(path, "re") : NULL;
    *sync_ms = *clock_s = *refuses = 0;
    if (!file)
        return;
    if (fscanf(file, "%ld %ld %d", sync_ms, clock_s, refuses) != 3)
        *sync_ms = *clock_s = *refuses = 0;
    fclose(file);
}

static int sync_slowly(int (*real)(int), int fd)
{
    long sync_ms, clock_s;
    int refuses;
    read_faults(&sync_ms, &clock_s, &refuses);
    usleep(sync_ms * 1000);
    if (!refuses)
        return real(fd);
    errno = EIO;
    return -1;
}

/* The file is read at most once in 50 ms of the real clock: .NET asks for the time very often. */
static long offset(void)
{
    static __thread long cached;
    static __thread long long read_at = -1;
    static int (*real)(clockid_t, struct timespec *);
    struct timespec now;
    if (!real)
        real = dlsym(RTLD_NEXT, "clock_gettime");
    real(CLOCK_MONOTONIC, &now);
    long long ms = now.tv_sec * 1000LL + now.tv_nsec / 1000000;
    if (read_at < 0 || ms - read_at > 50) {
        long sync_ms;
        int refuses;
        read_at = ms;
        read_faults(&sync_ms, &cached, &refuses);
    }
    return cached;
}

int fsync(int fd)
{
    static int (*real)(int);
    if (!real)
        real = dlsym(RTLD_NEXT, "fsync");
    return sync_slowly(real, fd);
}

int fdatasync(int fd)
{
    static int (*real)(int);
    if (!real)
        real = dlsym(RTLD_NEXT, "fdatasync");
    return sync_slowly(real, fd);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    static int (*real)(clockid_t, struct timespec *);
    if (!real)
        real = dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec += offset();
    return result;
}

int gettimeofday(struct timeval *now, void *zone)
{
    static int (*real)(struct timeval *, void *);
    if (!real)
        real = dlsym(RTLD_NEXT, "gettimeofday");
    int result = real(now, zone);
    if (result == 0)
        now->tv_sec += offset();
    return result;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}
