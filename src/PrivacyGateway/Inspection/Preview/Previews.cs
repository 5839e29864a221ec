using Microsoft.Extensions.Logging;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Inspection.Preview;

/// <summary>The preview of one browser at a time: links that open it, the session, and when each was used.</summary>
internal sealed partial class Previews : IDisposable
{
    /// <summary>A link that was not opened by then is refused.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(5);

    /// <summary>A session ends by then, also if it is forgotten.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromMinutes(30);

    private const int MostLinks = 8;
    private const int MostUses = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, PreviewLink> _links = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly ILogger<Previews> _logger;
    private readonly ITimer _end;
    private volatile PreviewSession? _current;
    private volatile PreviewUse[] _uses = [];

    public Previews(CurrentPolicies snapshot, TimeProvider time, ILogger<Previews> logger)
    {
        snapshot.Replaced += (_, _) =>
        {
            if (!snapshot.Current.Config.Preview.Enabled)
                Disable();
        };
        (_time, _logger) = (time, logger);
        _end = time.CreateTimer(_ => End("time is up"), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Null while no browser is previewed, which is all that a hit asks then.</summary>
    public PreviewSession? Current => _current;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<PreviewUse> Uses => _uses;

    /// <summary>Links that wait to be opened.</summary>
    public IReadOnlyList<PreviewLink> Links
    {
        get
        {
            lock (_lock)
            {
                ForgetExpired();
                return [.. _links.Values];
            }
        }
    }

    /// <summary>A token that opens a preview on this host, once.</summary>
    public string CreateLink(string host)
    {
        var token = PreviewToken.Create();
        lock (_lock)
        {
            ForgetExpired();
            if (_links.Count >= MostLinks)
                _links.Remove(_links.MinBy(static link => link.Value.ExpiresAt).Key);
            _links[token] = new PreviewLink(host, _time.GetUtcNow() + LinkLife);
            Note(host, "link made");
        }

        return token;
    }

    /// <summary>Whether a token would open a preview on this host.</summary>
    public bool Holds(string token, string host)
    {
        lock (_lock)
        {
            ForgetExpired();
            return _links.TryGetValue(token, out var link) && link.Host.Equals(host, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Uses a token up and starts its session, which takes the place of one that runs.</summary>
    /// <returns>Null if the token is unknown, used, too old, or of another host.</returns>
    public PreviewSession? Open(string token, string host)
    {
        lock (_lock)
        {
            if (!Holds(token, host))
            {
                Log.Refused(_logger);
                return null;
            }

            _links.Remove(token, out var link);
            End("another one was opened");
            var now = _time.GetUtcNow();
            _current = new PreviewSession(link!.Host, now, now + SessionLife);
            _end.Change(SessionLife, Timeout.InfiniteTimeSpan);
            Note(link.Host, "opened");
            return _current;
        }
    }

    /// <summary>Ends the session that runs, if one does.</summary>
    /// <param name="why">For the log.</param>
    public void End(string why)
    {
        lock (_lock)
        {
            if (_current is not { } session)
                return;
            _current = null;
            _end.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            session.End();
            Note(session.Host, $"ended: {why}");
        }
    }

    /// <summary>Ends everything: the configuration no longer allows it.</summary>
    private void Disable()
    {
        lock (_lock)
        {
            _links.Clear();
            End("switched off");
        }
    }

    public void Dispose() => _end.Dispose();

    private void ForgetExpired()
    {
        var now = _time.GetUtcNow();
        foreach (var (token, link) in _links)
        {
            if (link.ExpiresAt <= now)
                _links.Remove(token);
        }
    }

    private void Note(string host, string use)
    {
        var entry = new PreviewUse(_time.GetUtcNow(), host, use);
        _uses = [entry, .. _uses.Take(MostUses - 1)];
        Log.Used(_logger, use, host, entry.At);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Preview of a browser: {Use}; host {Host}, {Time:u}.")]
        public static partial void Used(ILogger logger, string use, string host, DateTimeOffset time);

        [LoggerMessage(
            2, LogLevel.Warning, "Preview of a browser: a link was refused. It is unknown, used up, too old, or of another host.")]
        public static partial void Refused(ILogger logger);
    }
}
