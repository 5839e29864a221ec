using Microsoft.Net.Http.Headers;

namespace PrivacyGateway.Caching;

/// <summary>How long a response is fresh, and how it may be used when stale. (RFC 9111, sections 4.2 and 5.2.2; RFC 5861.)</summary>
internal sealed record Freshness
{
    /// <summary>
    /// With nothing but <c>Last-Modified</c>, the lifetime is this fraction of the time since then, up to
    /// <see cref="MaxHeuristicLifetime"/>. (Section 4.2.2.)
    /// </summary>
    private const double HeuristicFraction = 0.1;

    private static readonly TimeSpan MaxHeuristicLifetime = TimeSpan.FromHours(1);

    private DateTimeOffset GeneratedAt { get; init; }

    /// <summary>Counted from <see cref="GeneratedAt"/>.</summary>
    public TimeSpan Lifetime { get; private init; }

    /// <summary>Whether every use requires successful validation (<c>no-cache</c>).</summary>
    private bool RequiresValidation { get; init; }

    /// <summary>Whether the response must never be served stale, even if the track domain fails.</summary>
    public bool ForbidsStale { get; private init; }

    private TimeSpan? StaleIfError { get; init; }

    private TimeSpan StaleWhileRevalidate { get; init; }

    /// <summary>Caps huge values, so that adding a lifetime to a time cannot overflow.</summary>
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(365);

    /// <param name="response">The response's headers.</param>
    /// <param name="requestedAt">The time of the request.</param>
    /// <param name="receivedAt">The time of the response.</param>
    public static Freshness From(Fields response, DateTimeOffset requestedAt, DateTimeOffset receivedAt)
    {
        var directives = CacheDirectives.Parse(response.Join("Cache-Control"));
        var date = ParseDate(response, "Date") ?? receivedAt;
        var requiresValidation = directives.Has("no-cache");
        var (ifError, whileRevalidate) = (directives.GetSeconds("stale-if-error"), directives.GetSeconds("stale-while-revalidate"));
        var forbids = requiresValidation || directives.Has("must-revalidate") || directives.Has("proxy-revalidate");

        // s-maxage forbids it too, unless the same response explicitly allows stale use.
        var isAllowed = !forbids && (ifError is not null || whileRevalidate is not null || !directives.Has("s-maxage"));
        var lifetime = directives.GetSeconds("s-maxage") ?? directives.GetSeconds("max-age") ?? GetExpiresLifetime(response, date)
            ?? GetHeuristicLifetime(response, date);
        return new Freshness
        {
            GeneratedAt = receivedAt - GetInitialAge(response, date, requestedAt, receivedAt),
            Lifetime = lifetime < MaxLifetime ? lifetime : MaxLifetime,
            RequiresValidation = requiresValidation,
            ForbidsStale = !isAllowed,
            StaleIfError = ifError,
            StaleWhileRevalidate = isAllowed ? whileRevalidate ?? TimeSpan.Zero : TimeSpan.Zero,
        };
    }

    public TimeSpan GetAge(DateTimeOffset now) => now > GeneratedAt ? now - GeneratedAt : TimeSpan.Zero;

    public bool IsFresh(DateTimeOffset now) => !RequiresValidation && GetAge(now) < Lifetime;

    /// <summary>Whether the response may be served while the track domain fails.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="maxStale">The configured limit; a shorter <c>stale-if-error</c> of the response wins.</param>
    public bool MayServeStaleOnError(DateTimeOffset now, TimeSpan maxStale) =>
        IsFresh(now) || (!ForbidsStale && GetAge(now) - Lifetime < (StaleIfError < maxStale ? StaleIfError.Value : maxStale));

    /// <summary>Whether the response may be served while it is revalidated in the background.</summary>
    public bool MayServeStaleWhileRevalidating(DateTimeOffset now) =>
        StaleWhileRevalidate > TimeSpan.Zero && GetAge(now) - Lifetime < StaleWhileRevalidate;

    /// <summary>See RFC 9111, section 4.2.3.</summary>
    private static TimeSpan GetInitialAge(Fields response, DateTimeOffset date, DateTimeOffset requestedAt, DateTimeOffset receivedAt)
    {
        var stated = CacheDirectives.Parse($"age={response.First("Age") ?? "0"}").GetSeconds("age") ?? TimeSpan.Zero;
        var corrected = stated + (receivedAt - requestedAt);
        return receivedAt - date > corrected ? receivedAt - date : corrected;
    }

    /// <summary>An invalid date, especially <c>0</c>, counts as being in the past. (Section 5.3.)</summary>
    private static TimeSpan? GetExpiresLifetime(Fields response, DateTimeOffset date) =>
        !response.Has("Expires") ? null : ParseDate(response, "Expires") is { } expires && expires > date ? expires - date : TimeSpan.Zero;

    private static TimeSpan GetHeuristicLifetime(Fields response, DateTimeOffset date)
    {
        if (ParseDate(response, "Last-Modified") is not { } changed || changed >= date)
            return TimeSpan.Zero;
        var lifetime = (date - changed) * HeuristicFraction;
        return lifetime < MaxHeuristicLifetime ? lifetime : MaxHeuristicLifetime;
    }

    private static DateTimeOffset? ParseDate(Fields response, string name) =>
        HeaderUtilities.TryParseDate(response.First(name), out var date) ? date : null;
}
