namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>
/// A disk that promises no more than it has to: bytes are there once their file was synced, names once their directory was. Changes of names
/// that were not survive up to some moment, as a journal keeps them, or in any choice.
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
            case TraceOperation.Rename or TraceOperation.Link:
                var moved = _current[record.Path];
                Change(record.Second, names => names[record.Second] = moved);
                if (record.Operation == TraceOperation.Rename)
                    Change(record.Path, names => names.Remove(record.Path));
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

    /// <summary>Puts what a power failure leaves into a folder.</summary>
    public void Crash(CrashMode mode, Chance chance, string folder)
    {
        var names = new Dictionary<string, DiskFile?>(_durable, StringComparer.Ordinal);
        var most = mode == CrashMode.Everything ? _pending.Count : mode == CrashMode.Nothing ? 0 : chance.Next(_pending.Count + 1);
        foreach (var (_, change) in _pending.Take(mode == CrashMode.Some ? _pending.Count : most))
        {
            if (mode != CrashMode.Some || chance.Next(2) == 0)
                change(names);
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
        Path.GetDirectoryName(name) is { } directory && (directory == root || (names.ContainsKey(directory) && HasDirectory(names, directory)));

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
