using System.Security.Cryptography;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Damage;

/// <summary>
/// Creates a new store from the intact records of a damaged one. The index lists the hits that existed, so that missing ones are counted
/// and delivered ones are not restored from old pages. The damaged files are only read.
/// </summary>
internal sealed class Salvage(SpoolFiles files, SpoolIndex? external)
{
    /// <summary>The size of one commit to the new store.</summary>
    private const long BatchBytes = 8 * 1024 * 1024;

    public Report Run()
    {
        using var images = new PageImages(files);
        var (index, isExact) = ChooseIndex(SpoolIndexSearch.FindLatest(images));
        var mark = index?.Mark ?? MarkSearch.Find(images);
        var found = new SortedDictionary<long, (PageImage Image, int Start)>();
        var search = mark is null ? null : new RecordSearch(images, mark);
        foreach (var (image, start, record) in search?.All() ?? [])
        {
            if (index?.Has(HitRecord.ReadId(record)) != false)
                found.TryAdd(HitRecord.ReadId(record), (image, start));
        }

        var report = new Report(found.Count, (index?.Rows ?? found.Count) - found.Count, isExact, isExact ? 0 : found.Count);
        Write(found.Values.Select(location => search!.Read(location.Image, location.Start)!), (index ?? new SpoolIndex { Mark = [] }) with
        {
            Mark = RandomNumberGenerator.GetBytes(HitRecord.MarkLength),
            Commit = 0,

            // Continue the numbers: a replay may still hold ids of the damaged store, and they must not refer to other hits here.
            NextNumber = Math.Max(index?.NextNumber ?? 1, external?.NextNumber ?? 1),
            Lost = (index?.Lost ?? 0) + report.Lost,
            IsLostExact = (index?.IsLostExact ?? true) && isExact,
            PossibleDuplicates = (index?.PossibleDuplicates ?? 0) + report.PossibleDuplicates,
            Quarantined = (index?.Quarantined ?? 0) + 1,
            IsClosed = false,
            Queues = [],
        });
        return report;
    }

    /// <summary>
    /// 1. The later of the two, if they belong to one store: the external index may lack the last commit of a killed process.
    /// 2. The database's own index, if the external one belongs to another store or is lost. Later commits may be lost too, unless the
    /// store was closed. 3. The external index.
    /// </summary>
    private (SpoolIndex? Index, bool IsExact) ChooseIndex(SpoolIndex? committed)
    {
        if (committed is null)
            return (external, external is not null);
        if (external is null || !committed.Mark.AsSpan().SequenceEqual(external.Mark))
            return (committed, committed.IsClosed);
        return (external.Commit >= committed.Commit ? external : committed, true);
    }

    private void Write(IEnumerable<byte[]> records, SpoolIndex index)
    {
        using var database = SpoolDatabase.Create(files.Temporary, SpoolIndexRecord.Encode(index));
        var queues = new SpoolQueues(index);
        var added = new List<(long Id, byte[] Record)>();
        long bytes = 0;
        foreach (var record in records)
        {
            var hit = HitRecord.Decode(record);
            var queue = queues.FindOrAdd(hit.Cluster)!;
            var id = RowId.Create(queue.Number, queue.NextPlace);
            added.Add((id, HitRecord.Encode(index.Mark, hit with { Id = id })));
            queue.StageAdd(new SpoolEntry(hit.SpooledAt, TimeSpan.Zero, record.Length));
            bytes += record.Length;
            if (bytes >= BatchBytes)
                Flush();
        }

        Flush();
        database.Checkpoint();

        void Flush()
        {
            // The hits remain staged, so that each commit's index counts everything up to it.
            database.Write([], added, SpoolIndexRecord.Encode(queues.CreateIndex(index)));
            database.Checkpoint();
            added.Clear();
            bytes = 0;
        }
    }

    /// <summary>The result of a salvage.</summary>
    /// <param name="Salvaged">The number of hits salvaged.</param>
    /// <param name="Lost">The number of hits lost.</param>
    /// <param name="IsExact">False if no index shows how many hits existed; <paramref name="Lost"/> is then a lower bound.</param>
    /// <param name="PossibleDuplicates">How many of the salvaged hits may already have been delivered; 0 if exact.</param>
    internal sealed record Report(long Salvaged, long Lost, bool IsExact, long PossibleDuplicates);
}
