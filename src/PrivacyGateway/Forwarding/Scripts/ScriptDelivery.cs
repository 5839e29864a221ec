using Microsoft.AspNetCore.Http;
using PrivacyGateway.Caching;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Forwarding.Destinations;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding.Scripts;

/// <summary>Serves the pixel's own files from memory where it can. Nothing else ever comes here: no hit, no opt-out, no route without a policy.</summary>
internal sealed class ScriptDelivery
{
    /// <summary>Characters of a target that is worth remembering.</summary>
    private const int LongestTarget = 2048;

    private readonly ScriptCache _cache;
    private readonly SnapshotInForce _snapshot;
    private readonly ScriptWriter _writer;
    private readonly BufferBudget _budget;
    private readonly DestinationDirectory _directory;
    private readonly TimeProvider _time;

    public ScriptDelivery(ScriptStore store, SnapshotInForce snapshot, AnswerWriter answers, BufferBudget budget, DestinationDirectory directory, GatewayMetrics metrics, TimeProvider time)
    {
        (_snapshot, _budget, _directory, _time) = (snapshot, budget, directory, time);
        _writer = new ScriptWriter(answers, time);
        _cache = new ScriptCache(store, () => snapshot.Current.Config.ScriptCache, metrics, time);
        metrics.ObserveCache(() => store.Reading);

        // No key of before would be found again; their memory is free at once, and a reload is a way to throw a file out.
        snapshot.Replaced += (_, _) => _cache.Clear();
    }

    /// <returns>False for what is to be forwarded as anything else.</returns>
    public async Task<bool> TryAnswerAsync(HttpContext context, HitFeature feature)
    {
        var route = context.GetReverseProxyFeature();
        var hit = ((ForwardedOutcome)feature.Outcome).Hit;
        if (!IsMeantFor(feature.Hit, hit) || !_snapshot.Current.Config.ScriptCache.Enabled || _directory.Of(route.Route.Cluster!).Pick() is not { } destination)
            return false;

        // A GET also for a HEAD, which then finds what a page will want.
        var whole = hit with { Method = HttpMethods.Get };
        var fetch = new ScriptFetch(route.Cluster.HttpClient, route.Cluster.Config.HttpRequest, destination, whole, _budget, _cache.LargestFile, _time);
        if (await _cache.FindAsync(Request(context, feature, whole, route), fetch.AskAsync, context.RequestAborted) is not { } answer)
            return false;
        await _writer.WriteAsync(context, feature, answer);
        return true;
    }

    private static bool IsMeantFor(Hit asked, RewrittenHit leaves) =>
        asked.Kind == HitKind.Static && leaves.Target.Length <= LongestTarget && asked.Header("Authorization") is null && asked.Header("Range") is null;

    private static ScriptRequest Request(HttpContext context, HitFeature feature, RewrittenHit leaves, IReverseProxyFeature route) => new(
        new ScriptKey(context.Request.Host.Host.ToLowerInvariant(), route.Cluster.Config.ClusterId, feature.Policy, leaves.TargetText),
        ScriptFields.Of(leaves.Headers),
        CacheDirectives.AskAnew(ScriptFields.Of(feature.Hit.Headers)));
}
