using System.IO;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling.Damage;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>From files in whatever state to an open store: a new one, the one that is there, or one made of what damage left.</summary>
internal sealed partial class SpoolOpening(SpoolFiles files, SpoolConfig config, SpoolClock clock, ILogger logger)
{
    /// <summary>How far in the future a hit may lie before the clock must be wrong, or have been.</summary>
    private static readonly TimeSpan Tolerated = TimeSpan.FromHours(1);

    /// <exception cref="SpoolUnavailableException">Not now; nothing was changed.</exception>
    /// <exception cref="IOException">The directory cannot be used.</exception>
    public SpoolStore Open(LedgerFiles ledgers)
    {
        files.DiscardMaking();
        if (File.Exists(files.Complete))
            files.Replace(clock.Now);
        files.Protect();

        if (IsNew(ledgers))
            Make((ledgers.Latest ?? new Ledger { Mark = [] }) with { Mark = RandomNumberGenerator.GetBytes(HitRecord.MarkLength), Commit = 0, IsClosed = false, Queues = [] });
        try
        {
            return OpenWhole(ledgers);
        }
        catch (SpoolDamagedException damage)
        {
            Mend(damage.Message, ledgers);
            return OpenWhole(ledgers);
        }
    }

    private bool IsNew(LedgerFiles ledgers) => Length(files.Database) == 0 && Length(files.Wal) == 0 && ledgers.Latest is not { Rows: > 0 };

    private SpoolStore OpenWhole(LedgerFiles ledgers)
    {
        CheckHeader(ledgers.Beside);
        SpoolDatabase? database = null;
        try
        {
            database = SpoolDatabase.Open(files.Database);
            var contents = SpoolCheck.Read(database, ledgers, clock);
            LogAges(contents.Queues);
            Trust(database, ledgers, contents.Ledger);
            return new SpoolStore(database, ledgers, new SpoolDisk(files), contents, config, clock);
        }
        catch (SqliteException error)
        {
            database?.Dispose();
            throw SpoolErrors.IsDamage(error) ? new SpoolDamagedException(SpoolErrors.Say(error), error) : new SpoolUnavailableException(Refusal.From(error), error);
        }
        catch (Exception)
        {
            database?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The files were removed under an open database, which has them all the same: a copy is put in their place, with every row. Nothing
    /// is changed unless all of it is there.
    /// </summary>
    /// <exception cref="SpoolUnavailableException">Not now.</exception>
    /// <exception cref="IOException">The directory cannot be used.</exception>
    public (SpoolDatabase Database, SpoolDisk Disk) Recreate(SpoolDatabase removed, LedgerFiles ledgers, Ledger ledger)
    {
        files.Prepare();
        ledgers.Reopen();
        files.DiscardMaking();
        SpoolDatabase? database = null;
        try
        {
            removed.CopyTo(files.Making);
            files.ReplaceByMade(clock.Now);
            database = SpoolDatabase.Open(files.Database);
            SpoolCheck.Read(database, ledgers, clock);
            Trust(database, ledgers, ledger);
            return (database, new SpoolDisk(files));
        }
        catch (Exception error)
        {
            database?.Dispose();
            throw error is SqliteException sqlite ? new SpoolUnavailableException(Refusal.From(sqlite), sqlite) : error;
        }
    }

    private void Trust(SpoolDatabase database, LedgerFiles ledgers, Ledger ledger)
    {
        database.Trust();
        ledgers.Reserve();
        ledgers.Write(LedgerRecord.Encode(ledger), ledger);
        ledgers.Flush();
        files.FlushNames();
        files.Protect();
    }

    /// <summary>Only the time of day tells how old they are, and it may be wrong.</summary>
    private void LogAges(SpoolQueues queues)
    {
        var (now, oldest) = (clock.Now, clock.Uptime - config.MaxAge);
        if (queues.Count(entry => entry.KeptAt - now > Tolerated) is > 0 and var future)
            Log.FromTheFuture(logger, future);
        if (queues.Count(entry => entry.Uptime < oldest) is > 0 and var overdue)
            Log.Overdue(logger, overdue);
    }

    private void CheckHeader(Ledger? beside)
    {
        Span<byte> header = stackalloc byte[100];
        if (!File.Exists(files.Database))
            throw new SpoolDamagedException("it is not there");
        using var file = File.OpenHandle(files.Database, share: FileShare.ReadWrite | FileShare.Delete);
        if (!SpoolSchema.IsHeader(header[..RandomAccess.Read(file, header, 0)]))
            throw new SpoolDamagedException("it does not begin as a spool does");

        // Before SQLite makes as much as an empty WAL beside it.
        if (SpoolSchema.VersionOf(header) is > SpoolSchema.Version and var version && beside is null)
            throw new SpoolUnavailableException(Refusal.LaterVersion(version));
    }

    private void Make(Ledger ledger)
    {
        try
        {
            SpoolDatabase.Create(files.Making, LedgerRecord.Encode(ledger)).Dispose();
        }
        catch (SqliteException error)
        {
            files.DiscardMaking();
            throw new SpoolUnavailableException(Refusal.From(error), error);
        }

        files.ReplaceByMade(clock.Now);
    }

    private void Mend(string reason, LedgerFiles ledgers)
    {
        SalvageReport report;
        try
        {
            report = new Salvage(files, ledgers.Latest).Run();
        }
        catch (SqliteException error)
        {
            files.DiscardMaking();
            var refusal = Refusal.From(error);
            throw new SpoolUnavailableException(refusal with { Reason = $"it is damaged, and its hits cannot be moved to a new file: {refusal.Reason}" }, error);
        }

        var aside = files.ReplaceByMade(clock.Now);
        Log.Damaged(logger, reason, report.Salvaged, report.IsExact ? "" : "at least ", report.Lost, report.PossibleDuplicates, Path.GetFileName(aside) ?? "nothing");
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The spool was damaged ({Reason}). Hits salvaged: {Salvaged}; lost: {AtLeast}{Lost}; possibly delivered twice: {Duplicates}. Set aside: {Aside}.")]
        public static partial void Damaged(ILogger logger, string reason, long salvaged, string atLeast, long lost, long duplicates, string aside);

        [LoggerMessage(2, LogLevel.Warning, "Hits that wait and were kept in the future, by the clock: {Count}. Their age counts from now. Is the clock right?")]
        public static partial void FromTheFuture(ILogger logger, int count);

        [LoggerMessage(3, LogLevel.Warning, "Hits that wait and are older than Spool.maxAgeMinutes, by the clock: {Count}. They are given up in steps, an eighth every 15 seconds; if the clock is wrong, put it right: what is left of them waits on.")]
        public static partial void Overdue(ILogger logger, int count);
    }
}
