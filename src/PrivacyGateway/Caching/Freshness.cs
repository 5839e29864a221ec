using Microsoft.Net.Http.Headers;

namespace PrivacyGateway.Caching;

/// <summary>How long an answer may be used, and what for after that. (RFC 9111, sections 4.2 and 5.2.2; RFC 5861.)</summary>
internal sealed record Freshness
{
    /// <summary>Where nothing is said but when the file was last changed: this part of the time since then, and never longer than that. (Section 4.2.2.)</summary>
    private const double HeuristicPart = 0.1;

    private static readonly TimeSpan HeuristicMost = TimeSpan.FromHours(1);

    private DateTimeOffset BornAt { get; init; }

    /// <summary>From when it was made.</summary>
    public TimeSpan Lifetime { get; private init; }

    /// <summary>Whether it must be confirmed before every use.</summary>
    private bool NeedsConfirming { get; init; }

    /// <summary>Whether its time is its end, whatever happens to the track domain.</summary>
    public bool ForbidsStale { get; private init; }

    private TimeSpan? StaleIfError { get; init; }

    private TimeSpan StaleWhileRevalidate { get; init; }

    /// <summary>"For ever", as servers write it, ends somewhere: the memory adds to a clock.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <param name="answer">What the track domain said.</param>
    /// <param name="askedAt">When it was asked.</param>
    /// <param name="answeredAt">When the answer was there.</param>
    public static Freshness Of(Fields answer, DateTimeOffset askedAt, DateTimeOffset answeredAt)
    {
        var said = CacheDirectives.Parse(answer.Joined("Cache-Control"));
        var date = DateOf(answer, "Date") ?? answeredAt;
        var needsConfirming = said.Has("no-cache");
        var (ifError, whileRevalidate) = (said.Seconds("stale-if-error"), said.Seconds("stale-while-revalidate"));
        var forbids = needsConfirming || said.Has("must-revalidate") || said.Has("proxy-revalidate");

        // s-maxage forbids it too, unless the same answer says in so many words that it may.
        var isAllowed = !forbids && (ifError is not null || whileRevalidate is not null || !said.Has("s-maxage"));
        var lifetime = said.Seconds("s-maxage") ?? said.Seconds("max-age") ?? ByExpires(answer, date) ?? ByGuess(answer, date);
        return new Freshness
        {
            BornAt = answeredAt - InitialAge(answer, date, askedAt, answeredAt),
            Lifetime = lifetime < Longest ? lifetime : Longest,
            NeedsConfirming = needsConfirming,
            ForbidsStale = !isAllowed,
            StaleIfError = ifError,
            StaleWhileRevalidate = isAllowed ? whileRevalidate ?? TimeSpan.Zero : TimeSpan.Zero,
        };
    }

    public TimeSpan Age(DateTimeOffset now) => now > BornAt ? now - BornAt : TimeSpan.Zero;

    public bool IsFresh(DateTimeOffset now) => !NeedsConfirming && Age(now) < Lifetime;

    /// <summary>Whether it may be served while the track domain gives no answer.</summary>
    /// <param name="now">The time.</param>
    /// <param name="most">How long after its time at most, whatever it says itself.</param>
    public bool MayStandIn(DateTimeOffset now, TimeSpan most) =>
        IsFresh(now) || (!ForbidsStale && Age(now) - Lifetime < (StaleIfError < most ? StaleIfError.Value : most));

    /// <summary>Whether it may be served while it is confirmed behind the visitor's back.</summary>
    public bool MayBridge(DateTimeOffset now) => StaleWhileRevalidate > TimeSpan.Zero && Age(now) - Lifetime < StaleWhileRevalidate;

    /// <summary>Section 4.2.3.</summary>
    private static TimeSpan InitialAge(Fields answer, DateTimeOffset date, DateTimeOffset askedAt, DateTimeOffset answeredAt)
    {
        var stated = CacheDirectives.Parse($"age={answer.First("Age") ?? "0"}").Seconds("age") ?? TimeSpan.Zero;
        var corrected = stated + (answeredAt - askedAt);
        return answeredAt - date > corrected ? answeredAt - date : corrected;
    }

    /// <summary>A date that is none, above all <c>0</c>, is in the past. (Section 5.3.)</summary>
    private static TimeSpan? ByExpires(Fields answer, DateTimeOffset date) =>
        !answer.Has("Expires") ? null : DateOf(answer, "Expires") is { } expires && expires > date ? expires - date : TimeSpan.Zero;

    private static TimeSpan ByGuess(Fields answer, DateTimeOffset date)
    {
        if (DateOf(answer, "Last-Modified") is not { } changed || changed >= date)
            return TimeSpan.Zero;
        var guess = (date - changed) * HeuristicPart;
        return guess < HeuristicMost ? guess : HeuristicMost;
    }

    private static DateTimeOffset? DateOf(Fields answer, string name) => HeaderUtilities.TryParseDate(answer.First(name), out var date) ? date : null;
}
