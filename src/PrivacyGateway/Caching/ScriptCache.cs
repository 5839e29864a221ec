using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Caching;

/// <summary>
/// A shared cache (RFC 9111) for the pixel's files, so that pages load
/// them without waiting for the track domain, and also while it is down.
/// </summary>
internal sealed class ScriptCache(ScriptStore store, Func<ScriptCacheConfig> config, GatewayMetrics metrics, TimeProvider time)
{
    /// <summary>
    /// The second round follows a fetch whose response does not match this request. After it, the request bypasses the cache.
    /// </summary>
    private const int MaxRounds = 2;

    /// <summary>A file that was validated within this interval is served even on a reload.</summary>
    private static readonly TimeSpan ReloadInterval = TimeSpan.FromMinutes(1);

    /// <summary>The interval between attempts to revalidate a file after a failure.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long an uncacheable key bypasses request coalescing.</summary>
    private static readonly TimeSpan BypassInterval = TimeSpan.FromMinutes(1);

    private readonly RequestCoalescer _coalescer = new();

    /// <summary>Larger files are not stored.</summary>
    public int MaxFileBytes => store.MaxFileBytes;

    private TimeSpan MaxStale => TimeSpan.FromSeconds(config().StaleIfErrorSeconds);

    /// <summary>Removes all files and notes.</summary>
    public void Clear() => store.Clear();

    /// <param name="request">The request.</param>
    /// <param name="fetchOrigin">Requests the file from the track domain. It must not be cancelled with the request.</param>
    /// <param name="cancellationToken">The request was aborted. Ends the wait but not the fetch.</param>
    /// <returns>Null if the request must bypass the cache.</returns>
    public async Task<ScriptResponse?> FindAsync(
        ScriptRequest request, Func<Validators?, Task<FetchedResponse>> fetchOrigin, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var now = time.GetUtcNow();
            var note = store.FindNote(request.Key);
            if (note.BypassUntil > now)
            {
                Count(round, "passed");
                return null;
            }

            var key = request.Key with { Variant = Vary.ComputeVariant(note.Vary, request.Upstream) };
            var stored = store.Find(key);
            var decision = Decide(stored, request, now);
            if (decision == CacheDecision.Serve)
                return Serve(round, stored!, now);

            var isJoined = _coalescer.TryJoin(key, () => FetchAsync(key, request, fetchOrigin), out var fetch, out var isFirst);
            if (decision == CacheDecision.ServeAndRevalidate)
                return Serve(round, stored!, now);

            Count(round, !isJoined ? "passed" : isFirst ? "miss" : "coalesced");
            if (fetch is null)
                return null;
            var fetched = await fetch.WaitAsync(cancellationToken);
            if (isFirst || fetched.Matches(request))
                return Respond(fetched.Response);
        }

        return null;
    }

    /// <summary>The order of the rules matters.</summary>
    private CacheDecision Decide(StoredScript? stored, ScriptRequest request, DateTimeOffset now)
    {
        if (stored is null)
            return CacheDecision.Fetch;

        // 1. Serve a fresh file. A reload revalidates it, at most once per interval.
        if (stored.Freshness.IsFresh(now) && !(request.IsReload && now - stored.ValidatedAt >= ReloadInterval))
            return CacheDecision.Serve;

        // 2. After a failed fetch, serve the stale file, so that only one visitor has waited for the failing track domain.
        if (stored.FailedAt is { } failed && stored.Freshness.MayServeStaleOnError(now, MaxStale))
            return now - failed < RetryInterval ? CacheDecision.Serve : CacheDecision.ServeAndRevalidate;

        // 3. If the response allows it, serve the stale file and revalidate in the background.
        return !request.IsReload && stored.Freshness.MayServeStaleWhileRevalidating(now)
            ? CacheDecision.ServeAndRevalidate : CacheDecision.Fetch;
    }

    private async Task<FetchResult> FetchAsync(ScriptKey key, ScriptRequest request, Func<Validators?, Task<FetchedResponse>> fetchOrigin)
    {
        // Another fetch may have completed between the lookup and the start of this one.
        var requestedAt = time.GetUtcNow();
        var before = store.Find(key);
        if (Decide(before, request, requestedAt) == CacheDecision.Serve)
            return new FetchResult(before!.CreateResponse(requestedAt), IsShared: true, store.FindNote(request.Key).Vary, key.Variant);

        var response = await fetchOrigin(before?.Validators);
        if (response.Status == 304 && before is not null)
            response = before.Origin with { Fields = before.Origin.Fields.Freshen(response.Fields) };
        return response.IsError ? HandleFailure(key, request, before, response)
            : response.Outcome != FetchOutcome.Completed
                ? Bypass(key, request, isUncacheable: response.Outcome == FetchOutcome.Uncacheable, null)
            : !Cacheability.IsAllowed(response) ? Bypass(key, request, isUncacheable: response.Status == 200, response)
            : Store(key, request, response, requestedAt);
    }

    /// <summary>
    /// Serves the stale file if allowed. Otherwise all coalesced requests share the
    /// failure, because retrying for each would add load to a failing track domain.
    /// </summary>
    private FetchResult HandleFailure(ScriptKey key, ScriptRequest request, StoredScript? before, FetchedResponse response)
    {
        var now = time.GetUtcNow();
        if (before?.Freshness.MayServeStaleOnError(now, MaxStale) != true)
            return FetchResult.CreateShared(new ScriptResponse(response with { Fields = response.Fields.Remove("Set-Cookie") }));

        store.Put(key, before with { FailedAt = now }, MaxStale);
        return new FetchResult(before.CreateResponse(now), IsShared: true, store.FindNote(request.Key).Vary, key.Variant);
    }

    private FetchResult Bypass(ScriptKey key, ScriptRequest request, bool isUncacheable, FetchedResponse? response)
    {
        if (isUncacheable || response is not null)
            store.Remove(key);
        if (isUncacheable)
            store.PutNote(request.Key, new ScriptStore.Note([], time.GetUtcNow() + BypassInterval));
        return FetchResult.CreateForFirst(response is null ? null : new ScriptResponse(response));
    }

    private FetchResult Store(ScriptKey key, ScriptRequest request, FetchedResponse response, DateTimeOffset requestedAt)
    {
        var now = time.GetUtcNow();
        var names = Vary.ParseNames(response.Fields);
        var variant = Vary.ComputeVariant(names, request.Upstream);
        var script = StoredScript.From(response, requestedAt, now);
        if (!Cacheability.MayBeStored(response) || !script.IsWorthStoring)
        {
            store.Remove(key);
            return new FetchResult(new ScriptResponse(response), Cacheability.IsShareable(response), names, variant);
        }

        if (!names.SequenceEqual(store.FindNote(request.Key).Vary, StringComparer.Ordinal))
            store.PutNote(request.Key, new ScriptStore.Note(names));
        store.Put(request.Key with { Variant = variant }, script, MaxStale);
        return new FetchResult(script.CreateFreshResponse(now), IsShared: true, names, variant);
    }

    private ScriptResponse Serve(int round, StoredScript stored, DateTimeOffset now)
    {
        Count(round, "hit");
        return Respond(stored.CreateResponse(now))!;
    }

    private ScriptResponse? Respond(ScriptResponse? response)
    {
        if (response is { IsStale: true })
            metrics.CacheStale();
        return response;
    }

    /// <summary>Counts each request once.</summary>
    private void Count(int round, string outcome)
    {
        if (round == 0)
            metrics.CacheRequest(outcome);
    }

    /// <summary>How a request is served, given a stored file.</summary>
    private enum CacheDecision
    {
        /// <summary>Serve the stored file.</summary>
        Serve,

        /// <summary>Serve the stored file and revalidate it in the background.</summary>
        ServeAndRevalidate,

        /// <summary>Fetch the file from the track domain first.</summary>
        Fetch,
    }
}
