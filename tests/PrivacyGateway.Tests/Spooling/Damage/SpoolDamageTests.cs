using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Tests.Spooling.Damage;

/// <summary>
/// A hundred seeds of every kind of damage: the spool opens every time, delivers every hit whose bytes are untouched, never redelivers a
/// delivered one, and reports how many are lost. The table goes to <c>spool-damage-figures.txt</c> beside this assembly.
/// </summary>
public sealed class SpoolDamageTests(UsedSpool used) : IClassFixture<UsedSpool>
{
    private const int Seeds = 100;

    private static readonly Lock Printing = new();
    private static readonly SortedDictionary<string, DamageTally> Table = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, (bool IsKilled, bool HasLedger, Action<Noise, SpoolFolder> Do)> Kinds = new(
        StringComparer.Ordinal)
    {
        ["killed, database truncated"] = (true, true, (noise, spool) => noise.Truncate(spool.Database)),
        ["killed, database noise"] = (true, true, (noise, spool) => noise.Spoil(spool.Database)),
        ["killed, WAL truncated"] = (true, true, (noise, spool) => noise.Truncate(spool.Wal)),
        ["killed, WAL noise"] = (true, true, (noise, spool) => noise.Spoil(spool.Wal)),
        ["killed, WAL gone"] = (true, true, (_, spool) => File.Delete(spool.Wal)),
        ["killed, both truncated"] = (true, true, (noise, spool) =>
        {
            noise.Truncate(spool.Database);
            noise.Truncate(spool.Wal);
        }
        ),
        ["killed, noise in all files"] = (true, true, (noise, spool) =>
        {
            noise.Spoil(spool.Database);
            noise.Spoil(spool.Wal);
            noise.Spoil(spool.Ledger);
        }
        ),
        ["closed, database truncated"] = (false, true, (noise, spool) => noise.Truncate(spool.Database)),
        ["closed, database noise"] = (false, true, (noise, spool) => noise.Spoil(spool.Database)),
        ["closed, database gone"] = (false, true, (_, spool) => File.Delete(spool.Database)),
        ["closed, ledger truncated"] = (false, true, (noise, spool) => noise.Truncate(spool.Ledger)),
        ["closed, ledger noise"] = (false, true, (noise, spool) => noise.Spoil(spool.Ledger)),
        ["handed over alone, truncated"] = (false, false, (noise, spool) => noise.Truncate(spool.Database)),
        ["handed over alone, noise"] = (false, false, (noise, spool) => noise.Spoil(spool.Database)),
    };

    public static TheoryData<string> KindNames => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(KindNames))]
    public async Task Damage_loses_only_the_hits_that_it_touches(string name)
    {
        var (isKilled, hasLedger, damage) = Kinds[name];
        var image = isKilled ? used.Killed : used.Closed;
        var tally = new DamageTally(name);
        var seeds = name.EndsWith("gone", StringComparison.Ordinal) ? 1 : Seeds;
        for (var seed = 1; seed <= seeds; seed++)
        {
            using var folder = image.Restore();
            if (!hasLedger)
                File.Delete(folder.Ledger);
            damage(new Noise(seed), folder);
            await CheckAsync(folder, image, tally);
        }

        Publish(tally);
        Assert.Equal(seeds, tally.Opened);
        Assert.Equal((0, 0, 0), (tally.UntouchedNotDelivered, tally.Changed, tally.Wrong));
        if (hasLedger)
            Assert.Equal((seeds, 0), (tally.Exact, tally.CameBack));
    }

    private async Task CheckAsync(SpoolFolder folder, SpoolImage image, DamageTally tally)
    {
        var untouched = image.Untouched(folder, used.Waiting);
        await using var spool = folder.Open();
        var delivered = await spool.DrainAsync();
        delivered.AddRange(await spool.DrainAsync(UsedSpool.Other));
        var state = spool.State;
        var targets = delivered.Select(hit => hit.Hit.TargetText).ToHashSet(StringComparer.Ordinal);
        var whole = delivered.Count(hit => used.Waiting.ContainsKey(hit.Hit.TargetText));
        var lost = used.Waiting.Count - whole;

        tally.Seeds++;
        tally.Opened += state.Status == SpoolStatus.Open && await spool.SpoolAsync(Hits.Numbered(999_999)) ? 1 : 0;
        tally.Quarantined += state.Quarantined;
        tally.Waiting += used.Waiting.Count;
        tally.Untouched += untouched.Count;
        tally.Delivered += delivered.Count;
        tally.UntouchedNotDelivered += untouched.Count(target => !targets.Contains(target));
        tally.CameBack += delivered.Count - whole;
        tally.Changed += delivered.Count(hit => used.Waiting.TryGetValue(hit.Hit.TargetText, out var record) && !IsSame(hit, record))
            + (delivered.Count - targets.Count);
        tally.Reported += state.Lost;
        tally.Exact += state.IsLostExact && state.Lost == lost ? 1 : 0;
        tally.AtLeast += !state.IsLostExact && state.Lost <= lost ? 1 : 0;
        tally.Wrong += state.IsLostExact ? (state.Lost != lost ? 1 : 0) : state.Lost > lost
            || delivered.Count - whole > state.PossibleDuplicates ? 1 : 0;
    }

    private static bool IsSame(SpooledHit hit, byte[] record)
    {
        var written = HitRecord.Decode(record);
        return hit.Cluster == written.Cluster && hit.SpooledAt == written.SpooledAt && hit.Hit.Method == written.Hit.Method
            && hit.Hit.Headers.SequenceEqual(written.Hit.Headers) && hit.Hit.IsAnonymous == written.Hit.IsAnonymous;
    }

    private static void Publish(DamageTally tally)
    {
        lock (Printing)
        {
            Table[tally.Kind] = tally;
            File.WriteAllLines(
                Path.Combine(AppContext.BaseDirectory, "spool-damage-figures.txt"),
                ["", "A damaged spool", DamageTally.Head, .. Table.Values.Select(row => row.ToString())]);
        }
    }
}
