using System.Collections.Concurrent;

namespace PrivacyGateway.Hosting.Output;

/// <summary>
/// Warnings and errors that one client can cause as often as it likes are written once a minute for each kind; what is not written is
/// counted, and the count is written. The platform logs some of them with a stack trace for each connection.
/// </summary>
internal sealed class RepeatLimit(TimeProvider time)
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Kinds are names of the code and the configuration. Should that ever be wrong, memory stays bounded, and the rest is written.</summary>
    public const int MostKinds = 1000;

    /// <summary>The categories of what happens for each connection or request; other ones never repeat themselves.</summary>
    private static readonly string[] Limited = ["Microsoft.", "System.", "Yarp.", "PrivacyGateway.Forwarding."];

    private readonly ConcurrentDictionary<LineKind, Repeats> _kinds = new();

    public static bool Holds(string category) => Array.Exists(Limited, prefix => category.StartsWith(prefix, StringComparison.Ordinal));

    /// <returns>Whether the line is to be written.</returns>
    public bool TryPass(LineKind kind)
    {
        var now = time.GetTimestamp();
        if (!_kinds.TryGetValue(kind, out var repeats))
        {
            if (_kinds.Count >= MostKinds)
                return true;
            repeats = _kinds.GetOrAdd(kind, static _ => new Repeats());
        }

        lock (repeats)
        {
            if (repeats.PassedAt is { } passedAt && time.GetElapsedTime(passedAt, now) < Period)
            {
                repeats.Suppressed++;
                return false;
            }

            repeats.PassedAt = now;
            return true;
        }
    }

    /// <summary>What was not written since this was last asked, and forgets kinds that have not come back.</summary>
    public IReadOnlyList<(LineKind Kind, long Suppressed)> TakeSuppressed()
    {
        var taken = new List<(LineKind, long)>();
        foreach (var (kind, repeats) in _kinds)
        {
            lock (repeats)
            {
                if (repeats.Suppressed > 0)
                    taken.Add((kind, repeats.Suppressed));
                else if (repeats.PassedAt is { } passedAt && time.GetElapsedTime(passedAt) >= Period)
                    _kinds.TryRemove(kind, out _);
                repeats.Suppressed = 0;
            }
        }

        return taken;
    }

    private sealed class Repeats
    {
        public long? PassedAt { get; set; }

        public long Suppressed { get; set; }
    }
}
