using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.Tests.Spooling;

/// <summary>A directory that is deleted afterwards.</summary>
internal sealed class SpoolFolder : IDisposable
{
    /// <summary>In memory where possible: most tests are not about the disk.</summary>
    private static readonly string Root = Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath();

    public SpoolFolder() =>
        Path = Directory.CreateDirectory(System.IO.Path.Combine(Root, "spool-" + System.IO.Path.GetRandomFileName())).FullName;

    public string Path { get; }

    public string Database => In("spool.db");

    public string Wal => In("spool.db-wal");

    public string Ledger => In("spool.ledger");

    /// <summary>Outside the folder.</summary>
    public string LedgerCopy => Path + ".ledger";

    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>
    /// Bounds of a spool that never refuses a hit because the machine is busy, even if hours pass in a test while the thread of the writer
    /// waits for a processor.
    /// </summary>
    public static SpoolConfig NoHurry { get; } = new() { KeepMilliseconds = int.MaxValue };

    public SqliteHitSpool Open(SpoolConfig? config = null, TimeProvider? time = null, RecordingLogger? logger = null) =>
        new(Path, config ?? NoHurry, time ?? TimeProvider.System, logger is null ? NullLogger<SqliteHitSpool>.Instance : logger);

    /// <summary>The files as after a kill at this moment.</summary>
    public SpoolFolder Copy()
    {
        var copy = new SpoolFolder();
        foreach (var file in Directory.GetFiles(Path, "spool.*"))
            SharedRead.Copy(file, copy.In(System.IO.Path.GetFileName(file)));
        if (File.Exists(LedgerCopy))
            SharedRead.Copy(LedgerCopy, copy.LedgerCopy);
        return copy;
    }

    /// <summary>The files without the index of hits.</summary>
    public void DeleteLedgers()
    {
        File.Delete(Ledger);
        File.Delete(LedgerCopy);
    }

    public void Dispose()
    {
        File.Delete(LedgerCopy);
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
