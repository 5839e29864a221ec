namespace PrivacyGateway.Faults.Staging;

/// <summary>A file system of a few megabytes, in memory, for as long as this is not disposed. Needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Filler = "filler";

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <returns>Null where it cannot be mounted.</returns>
    public static SmallDisk? Mount(string path)
    {
        Directory.CreateDirectory(path);
        return Command.Succeeds("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", path) ? new SmallDisk(path) : null;
    }

    /// <summary>Fills the disk, as another process's log would.</summary>
    public void Fill()
    {
        using var filler = new FileStream(System.IO.Path.Combine(Path, Filler), FileMode.Create, FileAccess.Write, FileShare.Read, 1);
        var block = new byte[4096];
        try
        {
            while (true)
                filler.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Free() => File.Delete(System.IO.Path.Combine(Path, Filler));

    public void Dispose() => Command.Succeeds("umount", Path);
}
