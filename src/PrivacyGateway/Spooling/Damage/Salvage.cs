using System.Security.Cryptography;
using PrivacyGateway.Spooling.Queues;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling.Damage;

/// <summary>
/// Makes a new store of what is whole in a damaged one. Which hits there were the ledger says, so what is missing is counted, and what was
/// delivered does not come back from an old page. The damaged files are only read.
/// </summary>
internal sealed class Salvage(SpoolFiles files, Ledger? beside)
{
    /// <summary>Bytes of one commit of the new store.</summary>
    private const long Batch = 8 * 1024 * 1024;

    public SalvageReport Run()
    {
        using var images = new PageImages(files);
        var (ledger, isExact) = Choose(LedgerSearch.Latest(images));
        var mark = ledger?.Mark ?? MarkSearch.Find(images);
        var found = new SortedDictionary<long, (PageImage Image, int Start)>();
        var search = mark is null ? null : new RecordSearch(images, mark);
        foreach (var (image, start, record) in search?.All() ?? [])
        {
            if (ledger?.Has(HitRecord.IdOf(record)) != false)
                found.TryAdd(HitRecord.IdOf(record), (image, start));
        }

        var report = new SalvageReport(found.Count, (ledger?.Rows ?? found.Count) - found.Count, isExact, isExact ? 0 : found.Count);
        Write(found.Values.Select(place => search!.Read(place.Image, place.Start)!), (ledger ?? new Ledger { Mark = [] }) with
        {
            Mark = RandomNumberGenerator.GetBytes(HitRecord.MarkLength),
            Commit = 0,

            // Not from 1 again: a replay may still hold ids of the store that was damaged, and none of them may be another hit's here.
            NextNumber = Math.Max(ledger?.NextNumber ?? 1, beside?.NextNumber ?? 1),
            Lost = (ledger?.Lost ?? 0) + report.Lost,
            IsLostExact = (ledger?.IsLostExact ?? true) && isExact,
            PossibleDuplicates = (ledger?.PossibleDuplicates ?? 0) + report.PossibleDuplicates,
            SetAside = (ledger?.SetAside ?? 0) + 1,
            IsClosed = false,
            Queues = [],
        });
        return report;
    }

    /// <summary>
    /// 1. The later of the two, if they are of one store: the one beside may lack the last commit of a process that was killed.
    /// 2. The database's own, if the one beside belongs to another store, or is lost; later commits may be lost with it, unless it is the last.
    /// 3. The one beside.
    /// </summary>
    private (Ledger? Ledger, bool IsExact) Choose(Ledger? committed)
    {
        if (committed is null)
            return (beside, beside is not null);
        if (beside is null || !committed.Mark.AsSpan().SequenceEqual(beside.Mark))
            return (committed, committed.IsClosed);
        return (beside.Commit >= committed.Commit ? beside : committed, true);
    }

    private void Write(IEnumerable<byte[]> records, Ledger ledger)
    {
        using var database = SpoolDatabase.Create(files.Making, LedgerRecord.Encode(ledger));
        var queues = new SpoolQueues(ledger);
        var come = new List<(long Id, byte[] Record)>();
        long bytes = 0;
        foreach (var record in records)
        {
            var hit = HitRecord.Decode(record);
            var queue = queues.FindOrAdd(hit.Cluster)!;
            var id = RowId.Of(queue.Number, queue.NextPlace);
            come.Add((id, HitRecord.Encode(ledger.Mark, hit with { Id = id })));
            queue.Arrive(new SpoolEntry(hit.KeptAt, TimeSpan.Zero, record.Length));
            bytes += record.Length;
            if (bytes >= Batch)
                Flush();
        }

        Flush();
        database.Checkpoint();

        void Flush()
        {
            // Still staged, so each commit's ledger counts everything up to it.
            database.Write([], come, LedgerRecord.Encode(queues.Staged(ledger)));
            database.Checkpoint();
            come.Clear();
            bytes = 0;
        }
    }
}
