using PrivacyGateway.Hits;

namespace PrivacyGateway.Inspection.Preview;

/// <summary>The preview of one browser: its latest hits, in memory alone.</summary>
/// <param name="host">The public host that it was opened on.</param>
/// <param name="openedAt">When.</param>
/// <param name="expiresAt">When it ends at the latest.</param>
internal sealed class PreviewSession(string host, DateTimeOffset openedAt, DateTimeOffset expiresAt)
{
    private const int MostHits = 100;

    /// <summary>Characters of all hits together; large ones push out the oldest sooner.</summary>
    private const int MostCharacters = 4_000_000;

    private const int MostViewers = 4;

    private readonly Lock _lock = new();
    private readonly LinkedList<HitView> _hits = new();
    private readonly List<PreviewViewer> _viewers = [];
    private long _characters;
    private bool _hasEnded;

    public string Host => host;

    public DateTimeOffset OpenedAt => openedAt;

    public DateTimeOffset ExpiresAt => expiresAt;

    /// <summary>The value of the browser's cookie.</summary>
    public string Cookie { get; } = PreviewToken.Create();

    /// <summary>Hits that were shown so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether these are the cookies of the browser that is previewed.</summary>
    public bool Shows(CookieLines cookies)
    {
        foreach (var cookie in cookies)
        {
            if (PreviewCookie.Is(cookie) && PreviewToken.AreEqual(cookie.Value, Cookie))
                return true;
        }

        return false;
    }

    /// <summary>Never waits for a viewer.</summary>
    public void Add(HitView view)
    {
        lock (_lock)
        {
            if (_hasEnded)
                return;

            var hit = view with { Number = ++Count };
            _hits.AddLast(hit);
            _characters += hit.Characters;
            while (_hits.Count > MostHits || (_characters > MostCharacters && _hits.Count > 1))
            {
                _characters -= _hits.First!.Value.Characters;
                _hits.RemoveFirst();
            }

            foreach (var viewer in _viewers)
                viewer.Add(hit);
        }
    }

    /// <summary>The latest hits, the oldest first.</summary>
    public IReadOnlyList<HitView> Read()
    {
        lock (_lock)
            return [.. _hits];
    }

    /// <summary>Null if the session has ended or has enough viewers.</summary>
    /// <param name="behind">The number of the last hit that the viewer has.</param>
    public PreviewViewer? Watch(int behind)
    {
        lock (_lock)
        {
            if (_hasEnded || _viewers.Count >= MostViewers)
                return null;

            var viewer = new PreviewViewer();
            foreach (var hit in _hits)
            {
                if (hit.Number > behind)
                    viewer.Add(hit);
            }

            _viewers.Add(viewer);
            return viewer;
        }
    }

    public void Leave(PreviewViewer viewer)
    {
        lock (_lock)
            _viewers.Remove(viewer);
    }

    /// <summary>Forgets all hits and lets the viewers go.</summary>
    public void End()
    {
        lock (_lock)
        {
            _hasEnded = true;
            _hits.Clear();
            _viewers.ForEach(static viewer => viewer.End());
            _viewers.Clear();
        }
    }
}
