namespace PrivacyGateway.Tests.Spooling.Damage;

/// <summary>The files of a spool at one moment, and the location of each spooled hit in them.</summary>
internal sealed class SpoolImage
{
    private const int PageSize = 4096;
    private const int WalHead = 32;
    private const int FrameHead = 24;

    private readonly byte[] _database;
    private readonly byte[] _wal;
    private readonly byte[] _ledger;

    /// <summary>For the records of several pages: the pages that hold a part of them.</summary>
    private readonly Dictionary<string, HashSet<(bool IsWal, int Start, int Length)>> _pages = new(StringComparer.Ordinal);

    public SpoolImage(SpoolFolder folder, IReadOnlyDictionary<string, byte[]> waiting)
    {
        (_database, _wal, _ledger) = (Read(folder.Database), Read(folder.Wal), Read(folder.Ledger));
        foreach (var (target, record) in waiting.Where(row => row.Value.Length > PageSize - 50))
            _pages.Add(target, [.. Pages(record)]);
    }

    /// <summary>A folder with these files, to be damaged.</summary>
    public SpoolFolder Restore()
    {
        var folder = new SpoolFolder();
        File.WriteAllBytes(folder.Database, _database);
        File.WriteAllBytes(folder.Ledger, _ledger);
        if (_wal.Length > 0)
            File.WriteAllBytes(folder.Wal, _wal);
        return folder;
    }

    /// <summary>
    /// The hits that damage did not touch, by bytes alone: a record of one page must be found somewhere exactly as it was written; of a
    /// longer one, every page that contains a part of it must be unchanged.
    /// </summary>
    public HashSet<string> Untouched(SpoolFolder damaged, IReadOnlyDictionary<string, byte[]> waiting)
    {
        var (database, wal) = (Read(damaged.Database), Read(damaged.Wal));
        return waiting.Where(row => _pages.TryGetValue(row.Key, out var pages)
                ? pages.All(page => IsSame(page.IsWal ? _wal : _database, page.IsWal ? wal : database, page.Start, page.Length))
                : database.AsSpan().IndexOf(row.Value) >= 0 || wal.AsSpan().IndexOf(row.Value) >= 0)
            .Select(row => row.Key)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>By samples close enough for every page to hold several; one that lies across two pages is found nowhere.</summary>
    private IEnumerable<(bool IsWal, int Start, int Length)> Pages(byte[] record)
    {
        for (var at = 0; at < record.Length - 64; at += 500)
        {
            foreach (var found in Find(_database, record.AsSpan(at, 64)))
                yield return (false, found / PageSize * PageSize, PageSize);
            foreach (var found in Find(_wal, record.AsSpan(at, 64)))
                yield return (true, WalHead + ((found - WalHead) / (FrameHead + PageSize) * (FrameHead + PageSize)), FrameHead + PageSize);
        }
    }

    private static List<int> Find(byte[] file, ReadOnlySpan<byte> sample)
    {
        var all = new List<int>();
        for (int from = 0, found; (found = file.AsSpan(from).IndexOf(sample)) >= 0; from += found + 1)
            all.Add(from + found);
        return all;
    }

    private static bool IsSame(byte[] before, byte[] after, int start, int length) =>
        after.Length >= start + length && after.AsSpan(start, length).SequenceEqual(before.AsSpan(start, length));

    private static byte[] Read(string path) => File.Exists(path) ? File.ReadAllBytes(path) : [];
}
