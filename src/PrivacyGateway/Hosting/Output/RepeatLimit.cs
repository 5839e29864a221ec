using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PrivacyGateway.Hosting.Output;

/// <summary>
/// Limits warnings and errors that a client can cause at will to one line per kind and minute; suppressed lines are counted, and the count
/// is logged. ASP.NET Core logs some of them with a stack trace per connection.
/// </summary>
internal sealed class RepeatLimit(TimeProvider time)
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Kinds come from code and configuration only. If that assumption fails, memory stays bounded and further kinds are not limited.
    /// </summary>
    public const int MaxKinds = 1000;

    /// <summary>Categories that log per connection or request; others do not repeat.</summary>
    private static readonly string[] Limited = ["Microsoft.", "System.", "Yarp.", "PrivacyGateway.Forwarding."];

    private readonly ConcurrentDictionary<LineKind, Repeats> _kinds = new();

    public static bool AppliesTo(string category) => Array.Exists(Limited, prefix => category.StartsWith(prefix, StringComparison.Ordinal));

    /// <returns>Whether to write the line.</returns>
    public bool TryAdmit(LineKind kind)
    {
        var now = time.GetTimestamp();
        if (!_kinds.TryGetValue(kind, out var repeats))
        {
            if (_kinds.Count >= MaxKinds)
                return true;
            repeats = _kinds.GetOrAdd(kind, static _ => new Repeats());
        }

        lock (repeats)
        {
            if (repeats.WrittenAt is { } writtenAt && time.GetElapsedTime(writtenAt, now) < Period)
            {
                repeats.Suppressed++;
                return false;
            }

            repeats.WrittenAt = now;
            return true;
        }
    }

    /// <summary>Returns and resets the counts of suppressed lines, and removes kinds that have not recurred.</summary>
    public IReadOnlyList<(LineKind Kind, long Suppressed)> TakeSuppressed()
    {
        var taken = new List<(LineKind, long)>();
        foreach (var (kind, repeats) in _kinds)
        {
            lock (repeats)
            {
                if (repeats.Suppressed > 0)
                    taken.Add((kind, repeats.Suppressed));
                else if (repeats.WrittenAt is { } writtenAt && time.GetElapsedTime(writtenAt) >= Period)
                    _kinds.TryRemove(kind, out _);
                repeats.Suppressed = 0;
            }
        }

        return taken;
    }

    private sealed class Repeats
    {
        public long? WrittenAt { get; set; }

        public long Suppressed { get; set; }
    }

    /// <summary>Identifies log lines that count as repeats of each other.</summary>
    internal sealed record LineKind(string Category, LogLevel Level, int EventId, string? Exception, string Text)
    {
        /// <summary>
        /// Messages of the gateway name routes and track domains, so their text tells
        /// kinds apart. Messages of the framework name connections; their text is ignored.
        /// </summary>
        public static LineKind From(string category, LogLevel level, int eventId, Exception? exception, string text) =>
            new(category, level, eventId, exception?.GetType().Name, category.StartsWith(
                nameof(PrivacyGateway), StringComparison.Ordinal) ? text : "");
    }
}
