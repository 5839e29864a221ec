using System.Globalization;

namespace PrivacyGateway.Simulation;

/// <summary>Everything that happened, for replaying a seed, and the outcome of each hit as both sides saw it.</summary>
internal sealed class Journal(VirtualTime time)
{
    private readonly List<string> _lines = [];
    private readonly SortedDictionary<int, HitStory> _hits = [];

    public IReadOnlyList<string> Lines => _lines;

    public IReadOnlyDictionary<int, HitStory> Hits => _hits;

    public void Add(string description) =>
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{time.Now.TotalSeconds,9:F4} {description}"));

    public HitStory Of(int hit)
    {
        if (!_hits.TryGetValue(hit, out var story))
            _hits[hit] = story = new HitStory();
        return story;
    }

    public void AcceptedBy(int hit, Life life)
    {
        Of(hit).Arrivals.Add((time.Now, life.Number));
        Add(string.Create(CultureInfo.InvariantCulture, $"took {hit}"));
    }

    public void ReportTaken(int hit, Life life) => Of(hit).ReportedInLife.Add(life.Number);
}
