using System.Globalization;
using System.IO;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Spooling.Format;

/// <summary>The files of the spool, readable by their owner only, and how one set replaces another.</summary>
internal sealed class SpoolFiles(string directory)
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The number of quarantined sets of damaged files that are retained for analysis.</summary>
    private const int MaxQuarantinedSets = 3;

    public string Directory => directory;

    /// <summary>Called before each write to the database.</summary>
    public Action BeforeWrite { get; init; } = static () => { };

    public string Database => Path.Combine(directory, "spool.db");

    public string Wal => Database + WalSuffix;

    public string Index => Path.Combine(directory, "spool.ledger");

    /// <summary>Outside the directory, so that it survives if the directory is emptied.</summary>
    public string IndexCopy => Path.TrimEndingDirectorySeparator(directory) + ".ledger";

    /// <summary>A store under construction; unusable until it is complete.</summary>
    public string Temporary => Path.Combine(directory, "spool.making.db");

    /// <summary>A complete store that will replace <see cref="Database"/>, even if the process is interrupted.</summary>
    public string Complete => Path.Combine(directory, "spool.new.db");

    private static string WalSuffix => "-wal";

    /// <summary>Creates the directory if it does not exist.</summary>
    public void Prepare() => DurableDirectory.Create(directory);

    /// <summary>Syncs the directories, so that the names of all files are on the disk.</summary>
    public void FlushNames()
    {
        DurableDirectory.Flush(directory);
        DurableDirectory.Flush(Path.GetDirectoryName(IndexCopy)!);
    }

    /// <summary>Restricts access to existing files, which may have been copied from elsewhere.</summary>
    public void Protect()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var path in new[] { Database, Wal, Index, IndexCopy })
        {
            if (File.Exists(path))
                File.SetUnixFileMode(path, OwnerOnly);
        }
    }

    public void DeleteTemporary()
    {
        foreach (var suffix in new[] { "", WalSuffix, "-journal" })
            File.Delete(Temporary + suffix);
    }

    /// <summary>
    /// Replaces the store by the completed temporary one and quarantines the old files. Returns their path; null if there were none.
    /// </summary>
    public string? ReplaceByTemporary(DateTimeOffset now)
    {
        File.Move(Temporary, Complete, overwrite: true);
        return Replace(now);
    }

    /// <summary>
    /// Replaces the store by <see cref="Complete"/>. Each step is on the disk before the next: the old store keeps its name until the new
    /// one is complete, and the new one is moved into place only after the old
    /// WAL is gone; otherwise SQLite would apply that WAL to the new file.
    /// </summary>
    public string? Replace(DateTimeOffset now)
    {
        DurableDirectory.Flush(directory);
        var aside = File.Exists(Database) || File.Exists(Wal) ? QuarantineStore(now) : null;
        DurableDirectory.Flush(directory);
        File.Move(Complete, Database);
        DurableDirectory.Flush(directory);
        return aside;
    }

    /// <summary>Creates an empty file with restricted access from the start. SQLite gives the WAL the same mode.</summary>
    public static void CreateEmpty(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        new FileStream(path, options).Dispose();
    }

    /// <summary>Moves the files to a unique name and deletes the oldest sets.</summary>
    private string QuarantineStore(DateTimeOffset now)
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
        foreach (var old in sets.Skip(MaxQuarantinedSets))
        {
            File.Delete(old);
            File.Delete(old + WalSuffix);
        }

        return aside;
    }
}
