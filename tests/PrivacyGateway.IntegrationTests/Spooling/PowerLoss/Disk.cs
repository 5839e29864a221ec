namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>
/// A disk with minimal guarantees: bytes are durable once their file was synced, names once their directory was. Unsynced changes of
/// names survive up to some moment, as a journal keeps them, or in any choice.
/// </summary>
internal sealed class Disk(string root)
{
    private readonly Dictionary<ulong, DiskFile> _files = [];
    private readonly Dictionary<ulong, string> _directories = [];

    /// <summary>Names that are on the disk; null stands for a directory.</summary>
    private readonly Dictionary<string, DiskFile?> _durable = new(StringComparer.Ordinal);

    /// <summary>Names as the process sees them.</summary>
    private readonly Dictionary<string, DiskFile?> _current = new(StringComparer.Ordinal);

    /// <summary>Changes of names that no sync of their directory has covered.</summary>
    private readonly List<(string Directory, Action<Dictionary<string, DiskFile?>> Change)> _pending = [];

    public void Apply(TraceRecord record)
    {
        switch (record.Operation)
        {
            case TraceOperation.Create:
                var file = _files[record.Inode] = new DiskFile();
                Change(record.Path, names => names[record.Path] = file);
                break;
            case TraceOperation.Write:
                _files[record.Inode].Write(record.Offset, record.Data);
                break;
            case TraceOperation.Truncate:
                _files[record.Inode].Truncate(record.Offset);
                break;
            case TraceOperation.Sync:
                _files[record.Inode].Sync();
                break;
            case TraceOperation.Rename:
                Rename(record.Path, record.Second);
                break;
            case TraceOperation.Link:
                var linked = _current[record.Path];
                Change(record.Second, names => names[record.Second] = linked);
                break;
            case TraceOperation.Unlink:
                Change(record.Path, names => names.Remove(record.Path));
                break;
            case TraceOperation.MakeDirectory:
                _directories[record.Inode] = record.Path;
                Change(record.Path, names => names[record.Path] = null);
                break;
            case TraceOperation.SyncDirectory:
                SyncDirectory(_directories.GetValueOrDefault(record.Inode, root));
                break;
            default:
                throw new InvalidOperationException($"The trace has an unknown operation: {record.Operation}.");
        }
    }

    /// <summary>How many changes of names no sync has covered.</summary>
    public int PendingNames => _pending.Count;

    /// <summary>Writes the state after a power failure into a folder.</summary>
    public void Crash(CrashMode mode, Chance chance, string folder, int lostName = -1)
    {
        var names = new Dictionary<string, DiskFile?>(_durable, StringComparer.Ordinal);
        var most = mode switch
        {
            CrashMode.Nothing => 0,
            CrashMode.Everything or CrashMode.Some or CrashMode.OneNameLost => _pending.Count,
            _ => chance.Next(_pending.Count + 1),
        };
        for (var i = 0; i < most; i++)
        {
            if (i != lostName && (mode != CrashMode.Some || chance.Next(2) == 0))
                _pending[i].Change(names);
        }

        foreach (var (name, file) in names.OrderBy(name => name.Key, StringComparer.Ordinal))
        {
            var path = folder + name[root.Length..];
            if (!HasDirectory(names, name))
                continue;
            if (file is null)
                Directory.CreateDirectory(path);
            else
                File.WriteAllBytes(path, file.Crash(mode, chance));
        }
    }

    private bool HasDirectory(Dictionary<string, DiskFile?> names, string name) =>
        Path.GetDirectoryName(name) is { } directory
            && (directory == root || (names.ContainsKey(directory) && HasDirectory(names, directory)));

    /// <summary>One change: no file system loses a file between its two names, or every rename over an old file could lose both.</summary>
    private void Rename(string from, string to)
    {
        if (Path.GetDirectoryName(from) != Path.GetDirectoryName(to))
            throw new InvalidOperationException($"{from} is renamed into another directory: no sync of one directory covers both names.");
        var file = _current[from];
        Change(to, names =>
        {
            names.Remove(from);
            names[to] = file;
        });
    }

    private void Change(string path, Action<Dictionary<string, DiskFile?>> change)
    {
        change(_current);
        _pending.Add((Path.GetDirectoryName(path)!, change));
    }

    private void SyncDirectory(string directory)
    {
        foreach (var (_, change) in _pending.Where(pending => pending.Directory == directory))
            change(_durable);
        _pending.RemoveAll(pending => pending.Directory == directory);
    }
}
