namespace PrivacyGateway.Endpoints.State;

/// <summary>A value of the state page.</summary>
/// <param name="Texts">Several stand below each other; none is shown as a dash.</param>
internal sealed record StateCell(IReadOnlyList<string> Texts)
{
    /// <summary>Names, keys, URLs: set in a fixed width.</summary>
    public bool IsCode { get; init; }

    /// <summary>Anything but <see cref="StateTone.Plain"/> makes it a badge.</summary>
    public StateTone Tone { get; init; }

    /// <summary>Shown as a date with the time since; null if the value is no time.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>From 0 to 1, shown as a gauge; null if the value is no level.</summary>
    public double? Level { get; init; }

    public static implicit operator StateCell(string text) => new([text]);

    public static StateCell Code(params IEnumerable<string> texts) => new([.. texts]) { IsCode = true };

    public static StateCell Badge(string text, StateTone tone) => new([text]) { Tone = tone };

    public static StateCell At(DateTimeOffset? time) => new([]) { Time = time };

    public static StateCell Gauge(string text, double level) => new([text]) { Level = Math.Clamp(level, 0, 1) };
}
