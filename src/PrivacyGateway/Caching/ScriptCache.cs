using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Caching;

/// <summary>
/// A shared cache (RFC 9111) for the pixel's own files: a page that loads them does not wait for the track domain, and does not miss them when it is down.
/// </summary>
internal sealed class ScriptCache(ScriptStore store, Func<ScriptCacheConfig> config, GatewayMetrics metrics, TimeProvider time)
{
    /// <summary>A second one if the first brought what is for others; then everybody asks for himself.</summary>
    private const int MostRounds = 2;

    /// <summary>However often browsers reload, a copy that was confirmed this recently is served.</summary>
    private static readonly TimeSpan ReloadInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long the track domain is left alone about a file that it could not confirm.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long what was not to be kept is not waited for by others.</summary>
    private static readonly TimeSpan PassInterval = TimeSpan.FromMinutes(1);

    private readonly Flights _flights = new();

    /// <summary>Bytes of one file; a larger one is not kept.</summary>
    public int LargestFile => store.LargestFile;

    private TimeSpan StandsIn => TimeSpan.FromSeconds(config().StaleIfErrorSeconds);

    /// <summary>Forgets everything.</summary>
    public void Clear() => store.Clear();

    /// <param name="request">What is wanted.</param>
    /// <param name="ask">Asks the track domain; goes on when the one who asked has left.</param>
    /// <param name="gone">The one who asked has left.</param>
    /// <returns>Null for what goes past the cache.</returns>
    public async Task<ScriptAnswer?> FindAsync(ScriptRequest request, Func<Validators?, Task<OriginAnswer>> ask, CancellationToken gone)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var now = time.GetUtcNow();
            var note = store.NoteOf(request.Key);
            if (note.PassUntil > now)
            {
                Count(round, "passed");
                return null;
            }

            var key = request.Key with { Variant = Vary.VariantOf(note.Vary, request.Upstream) };
            var stored = store.Find(key);
            var verdict = Judge(stored, request, now);
            if (verdict == Verdict.Serve)
                return Serve(round, stored!, now);

            var isUnderWay = _flights.TryJoin(key, () => FlyAsync(key, request, ask), out var flight, out var isFirst);
            if (verdict == Verdict.ServeAndAsk)
                return Serve(round, stored!, now);

            Count(round, !isUnderWay ? "passed" : isFirst ? "miss" : "coalesced");
            if (flight is null)
                return null;
            var landed = await flight.WaitAsync(gone);
            if (isFirst || landed.IsFor(request))
                return Told(landed.Answer);
        }

        return null;
    }

    /// <summary>Order matters.</summary>
    private Verdict Judge(StoredScript? stored, ScriptRequest request, DateTimeOffset now)
    {
        if (stored is null)
            return Verdict.Ask;

        // 1. In its time it is served. A reload is heeded, but not by every visitor, and not every second.
        if (stored.Freshness.IsFresh(now) && !(request.IsReload && now - stored.ConfirmedAt >= ReloadInterval))
            return Verdict.Serve;

        // 2. While the track domain fails, one visitor has waited for it in vain; no other does.
        if (stored.FailedAt is { } failed && stored.Freshness.MayStandIn(now, StandsIn))
            return now - failed < RetryInterval ? Verdict.Serve : Verdict.ServeAndAsk;

        // 3. Where the answer allows it, nobody waits at all.
        return !request.IsReload && stored.Freshness.MayBridge(now) ? Verdict.ServeAndAsk : Verdict.Ask;
    }

    private async Task<Landing> FlyAsync(ScriptKey key, ScriptRequest request, Func<Validators?, Task<OriginAnswer>> ask)
    {
        // Another flight may have landed between the look into the memory and the beginning of this one.
        var askedAt = time.GetUtcNow();
        var before = store.Find(key);
        if (Judge(before, request, askedAt) == Verdict.Serve)
            return new Landing(before!.AnswerAt(askedAt), IsShared: true, store.NoteOf(request.Key).Vary, key.Variant);

        var answer = await ask(before?.Validators);
        if (answer.Status == 304 && before is not null)
            answer = before.Origin with { Fields = before.Origin.Fields.RenewedBy(answer.Fields) };
        return answer.IsError ? Fail(key, request, before, answer)
            : answer.Outcome != OriginOutcome.Answered ? Pass(key, request, isForLong: answer.Outcome == OriginOutcome.NotForMemory, null)
            : !Sharing.IsAllowed(answer) ? Pass(key, request, isForLong: answer.Status == 200, answer)
            : Keep(key, request, answer, askedAt);
    }

    /// <summary>The copy stands in if it may; else all who wait get the same answer, which is for nobody in particular.</summary>
    private Landing Fail(ScriptKey key, ScriptRequest request, StoredScript? before, OriginAnswer answer)
    {
        var now = time.GetUtcNow();
        if (before?.Freshness.MayStandIn(now, StandsIn) != true)
            return Landing.ForAll(new ScriptAnswer(answer with { Fields = answer.Fields.Without("Set-Cookie") }));

        store.Put(key, before with { FailedAt = now }, StandsIn);
        return new Landing(before.AnswerAt(now), IsShared: true, store.NoteOf(request.Key).Vary, key.Variant);
    }

    private Landing Pass(ScriptKey key, ScriptRequest request, bool isForLong, OriginAnswer? answer)
    {
        if (isForLong || answer is not null)
            store.Remove(key);
        if (isForLong)
            store.PutNote(request.Key, new ScriptNote([], time.GetUtcNow() + PassInterval));
        return Landing.ForFirst(answer is null ? null : new ScriptAnswer(answer));
    }

    private Landing Keep(ScriptKey key, ScriptRequest request, OriginAnswer answer, DateTimeOffset askedAt)
    {
        var now = time.GetUtcNow();
        var names = Vary.NamesOf(answer.Fields);
        var variant = Vary.VariantOf(names, request.Upstream);
        var script = StoredScript.Of(answer, askedAt, now);
        if (!Sharing.MayBeKept(answer) || !script.IsWorthKeeping)
        {
            store.Remove(key);
            return new Landing(new ScriptAnswer(answer), IsShared: true, names, variant);
        }

        if (!names.SequenceEqual(store.NoteOf(request.Key).Vary, StringComparer.Ordinal))
            store.PutNote(request.Key, new ScriptNote(names));
        store.Put(request.Key with { Variant = variant }, script, StandsIn);
        return new Landing(script.FreshAnswer(now), IsShared: true, names, variant);
    }

    private ScriptAnswer Serve(int round, StoredScript stored, DateTimeOffset now)
    {
        Count(round, "hit");
        return Told(stored.AnswerAt(now))!;
    }

    private ScriptAnswer? Told(ScriptAnswer? answer)
    {
        if (answer is { IsStale: true })
            metrics.CacheStale();
        return answer;
    }

    /// <summary>Once a request.</summary>
    private void Count(int round, string outcome)
    {
        if (round == 0)
            metrics.CacheRequest(outcome);
    }
}
