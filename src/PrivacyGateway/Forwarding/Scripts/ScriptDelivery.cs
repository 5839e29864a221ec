using Microsoft.AspNetCore.Http;
using PrivacyGateway.Caching;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding.Scripts;

/// <summary>Serves the pixel's files from the cache if possible. It never handles hits, opt-out calls or routes without a policy.</summary>
internal sealed class ScriptDelivery
{
    /// <summary>Longer request targets are not cached.</summary>
    private const int MaxTargetLength = 2048;

    private readonly ScriptCache _cache;
    private readonly CurrentPolicies _snapshot;
    private readonly ScriptWriter _writer;
    private readonly BufferBudget _budget;
    private readonly DestinationDirectory _directory;
    private readonly TimeProvider _time;

    public ScriptDelivery(ScriptStore store, CurrentPolicies snapshot, ResponseWriter responses, BufferBudget budget,
        DestinationDirectory directory, GatewayMetrics metrics, TimeProvider time)
    {
        (_snapshot, _budget, _directory, _time) = (snapshot, budget, directory, time);
        _writer = new ScriptWriter(responses, time);
        _cache = new ScriptCache(store, () => snapshot.Current.Config.ScriptCache, metrics, time);
        metrics.ObserveCache(() => store.Statistics);

        // Old keys would never match again: clear them to free their memory. A reload thus also purges a file.
        snapshot.Replaced += (_, _) => _cache.Clear();
    }

    /// <returns>False if the request must be forwarded.</returns>
    public async Task<bool> TryServeAsync(HttpContext context, HitFeature feature)
    {
        var route = context.GetReverseProxyFeature();
        var hit = feature.Forwarded;
        var destinations = _directory.Of(route.Route.Cluster!);
        if (!IsCacheable(feature.Hit, hit) || !_snapshot.Current.Config.ScriptCache.Enabled || destinations.Pick() is not { } destination)
            return false;

        // Fetch with GET for a HEAD too, so that a later GET is a cache hit.
        var whole = hit with { Method = HttpMethods.Get };
        var fetch = new ScriptFetch(destinations, destination, whole, _budget, _cache.MaxFileBytes, _time);
        if (await _cache.FindAsync(
            CreateRequest(context, feature, whole, route), fetch.FetchAsync, context.RequestAborted) is not { } response)
            return false;
        await _writer.WriteAsync(context, feature, response);
        return true;
    }

    private static bool IsCacheable(Hit original, RewrittenHit forwarded) =>
        original.Kind == HitKind.Static && forwarded.Target.Length <= MaxTargetLength && original.FindHeader("Authorization") is null
            && original.FindHeader("Range") is null;

    private static ScriptRequest CreateRequest(
        HttpContext context, HitFeature feature, RewrittenHit forwarded, IReverseProxyFeature route) => new(
        new ScriptKey(context.Request.Host.Host.ToLowerInvariant(), route.Cluster.Config.ClusterId, feature.Policy, forwarded.TargetText),
        ScriptFields.From(forwarded.Headers),
        CacheDirectives.RequestsRevalidation(ScriptFields.From(feature.Hit.Headers)));
}
