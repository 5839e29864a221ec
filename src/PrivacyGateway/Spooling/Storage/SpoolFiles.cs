using System.Globalization;
using System.IO;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>Which files there are, who may read them (their owner alone), and how one set takes another's place.</summary>
internal sealed class SpoolFiles(string directory)
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Sets of damaged files that are kept for whoever wants to look at them.</summary>
    private const int MostSetAside = 3;

    public string Directory => directory;

    /// <summary>Called before each write to the database.</summary>
    public Action BeforeWrite { get; init; } = static () => { };

    public string Database => Path.Combine(directory, "spool.db");

    public string Wal => Database + WalSuffix;

    public string Ledger => Path.Combine(directory, "spool.ledger");

    /// <summary>Outside the directory: whoever empties that leaves it.</summary>
    public string LedgerCopy => Path.TrimEndingDirectorySeparator(directory) + ".ledger";

    /// <summary>A store in the making: worthless until it is complete.</summary>
    public string Making => Path.Combine(directory, "spool.making.db");

    /// <summary>A complete store that takes the place of <see cref="Database"/>, whatever interrupts it.</summary>
    public string Complete => Path.Combine(directory, "spool.new.db");

    private static string WalSuffix => "-wal";

    /// <summary>Makes the directory if it is not there.</summary>
    public void Prepare() => DurableDirectory.Create(directory);

    /// <summary>The files' names are on the disk when this returns, the copy of the ledger's too.</summary>
    public void FlushNames()
    {
        DurableDirectory.Flush(directory);
        DurableDirectory.Flush(Path.GetDirectoryName(LedgerCopy)!);
    }

    /// <summary>Files that came from elsewhere are closed to others too.</summary>
    public void Protect()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var path in new[] { Database, Wal, Ledger, LedgerCopy })
        {
            if (File.Exists(path))
                File.SetUnixFileMode(path, OwnerOnly);
        }
    }

    public void DiscardMaking()
    {
        foreach (var suffix in new[] { "", WalSuffix, "-journal" })
            File.Delete(Making + suffix);
    }

    /// <summary>A store that was made is complete, and takes the place of the one that is there, which is set aside. Returns where to, or null if nothing was there.</summary>
    public string? ReplaceByMade(DateTimeOffset now)
    {
        File.Move(Making, Complete, overwrite: true);
        return Replace(now);
    }

    /// <summary>
    /// The same for a store that was complete already. Each step is on the disk before the next: without the new one's name the old one must
    /// not lose its own.
    /// </summary>
    public string? Replace(DateTimeOffset now)
    {
        DurableDirectory.Flush(directory);
        var aside = File.Exists(Database) || File.Exists(Wal) ? SetAside(now) : null;
        File.Move(Complete, Database);
        DurableDirectory.Flush(directory);
        return aside;
    }

    /// <summary>An empty file that is closed to others from its first moment; SQLite gives its WAL the same mode.</summary>
    public static void CreateEmpty(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        new FileStream(path, options).Dispose();
    }

    /// <summary>Moves the files away; a name is not used twice.</summary>
    private string SetAside(DateTimeOffset now)
    {
        var stamp = string.Create(CultureInfo.InvariantCulture, $"{Database}.damaged-{now.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}");
        var aside = stamp;
        for (var i = 2; File.Exists(aside) || File.Exists(aside + WalSuffix); i++)
            aside = string.Create(CultureInfo.InvariantCulture, $"{stamp}-{i}");

        if (File.Exists(Wal))
            File.Move(Wal, aside + WalSuffix);
        if (File.Exists(Database))
            File.Move(Database, aside);

        var sets = System.IO.Directory.GetFiles(directory, "spool.db.damaged-*")
            .Select(path => path.EndsWith(WalSuffix, StringComparison.Ordinal) ? path[..^WalSuffix.Length] : path)
            .Distinct(StringComparer.Ordinal)
            .OrderDescending(StringComparer.Ordinal);
        foreach (var old in sets.Skip(MostSetAside))
        {
            File.Delete(old);
            File.Delete(old + WalSuffix);
        }

        return aside;
    }
}
