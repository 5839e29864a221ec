using System.IO;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling.Damage;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>Opens a store from files in any state: creates a new one, opens the existing one, or salvages a damaged one.</summary>
internal sealed partial class SpoolOpening(SpoolFiles files, SpoolConfig config, SpoolClock clock, ILogger logger)
{
    /// <summary>A hit with a time further in the future indicates that the clock is or was wrong.</summary>
    private static readonly TimeSpan MaxFuture = TimeSpan.FromHours(1);

    /// <exception cref="SpoolUnavailableException">The files cannot be opened now; nothing was changed.</exception>
    /// <exception cref="IOException">The directory cannot be used.</exception>
    public SpoolStore Open(SpoolIndexFiles indexes)
    {
        files.DeleteTemporary();
        if (File.Exists(files.Complete))
            files.Replace(clock.Now);
        files.Protect();

        if (IsNew(indexes))
            CreateNew((indexes.Latest ?? new SpoolIndex { Mark = [] }) with
            {
                Mark = RandomNumberGenerator.GetBytes(HitRecord.MarkLength),
                Commit = 0,
                IsClosed = false,
                Queues = [],
            });
        try
        {
            return OpenWhole(indexes);
        }
        catch (SpoolDamagedException damage)
        {
            Repair(damage.Message, indexes);
            return OpenWhole(indexes);
        }
    }

    private bool IsNew(SpoolIndexFiles indexes) =>
        Length(files.Database) == 0 && Length(files.Wal) == 0 && indexes.Latest is not { Rows: > 0 };

    private SpoolStore OpenWhole(SpoolIndexFiles indexes)
    {
        CheckHeader(indexes.Primary);
        SpoolDatabase? database = null;
        try
        {
            database = SpoolDatabase.Open(files.Database);
            var contents = SpoolCheck.Read(database, indexes, clock);
            LogAges(contents.Queues);
            Trust(database, indexes, contents.Index);
            return new SpoolStore(database, indexes, new SpoolDisk(files), contents, config, clock);
        }
        catch (SqliteException error)
        {
            database?.Dispose();
            throw SpoolErrors.IsDamage(error)
                ? new SpoolDamagedException(SpoolErrors.Describe(error), error) : new SpoolUnavailableException(Refusal.From(error), error);
        }
        catch (Exception)
        {
            database?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Replaces files that were removed while the database was open, by a copy of the open database with every row. Nothing
    /// is changed unless the copy is complete.
    /// </summary>
    /// <exception cref="SpoolUnavailableException">The files cannot be written now.</exception>
    /// <exception cref="IOException">The directory cannot be used.</exception>
    public (SpoolDatabase Database, SpoolDisk Disk) Recreate(SpoolDatabase removed, SpoolIndexFiles indexes, SpoolIndex index)
    {
        files.Prepare();
        indexes.Reopen();
        files.DeleteTemporary();
        SpoolDatabase? database = null;
        try
        {
            removed.CopyTo(files.Temporary);
            files.ReplaceByTemporary(clock.Now);
            database = SpoolDatabase.Open(files.Database);
            SpoolCheck.Read(database, indexes, clock);
            Trust(database, indexes, index);
            return (database, new SpoolDisk(files));
        }
        catch (Exception error)
        {
            database?.Dispose();
            throw error is SqliteException sqlite ? new SpoolUnavailableException(Refusal.From(sqlite), sqlite) : error;
        }
    }

    private void Trust(SpoolDatabase database, SpoolIndexFiles indexes, SpoolIndex index)
    {
        database.Trust();
        indexes.Reserve();
        indexes.Write(SpoolIndexRecord.Encode(index), index);
        indexes.Flush();
        files.FlushNames();
        files.Protect();
    }

    /// <summary>Warns about implausible ages: those of hits from earlier processes depend on the time of day, which may be wrong.</summary>
    private void LogAges(SpoolQueues queues)
    {
        var (now, oldest) = (clock.Now, clock.Uptime - config.MaxAge);
        if (queues.Count(entry => entry.SpooledAt - now > MaxFuture) is > 0 and var future)
            Log.FromTheFuture(logger, future);
        if (queues.Count(entry => entry.Uptime < oldest) is > 0 and var overdue)
            Log.Overdue(logger, overdue);
    }

    private void CheckHeader(SpoolIndex? primary)
    {
        Span<byte> header = stackalloc byte[100];
        if (!File.Exists(files.Database))
            throw new SpoolDamagedException("it is missing");
        using var file = File.OpenHandle(files.Database, share: FileShare.ReadWrite | FileShare.Delete);
        if (!SpoolSchema.IsSpoolHeader(header[..RandomAccess.Read(file, header, 0)]))
            throw new SpoolDamagedException("its header is not that of a spool");

        // Check before SQLite opens the file, which would create an empty WAL.
        if (SpoolSchema.ReadVersion(header) is > SpoolSchema.Version and var version && primary is null)
            throw new SpoolUnavailableException(Refusal.LaterVersion(version));
    }

    private void CreateNew(SpoolIndex index)
    {
        try
        {
            SpoolDatabase.Create(files.Temporary, SpoolIndexRecord.Encode(index)).Dispose();
        }
        catch (SqliteException error)
        {
            files.DeleteTemporary();
            throw new SpoolUnavailableException(Refusal.From(error), error);
        }

        files.ReplaceByTemporary(clock.Now);
    }

    private void Repair(string reason, SpoolIndexFiles indexes)
    {
        Salvage.Report report;
        try
        {
            report = new Salvage(files, indexes.Latest).Run();
        }
        catch (SqliteException error)
        {
            files.DeleteTemporary();
            var refusal = Refusal.From(error);
            throw new SpoolUnavailableException(
                refusal with { Reason = $"it is damaged, and its hits cannot be moved to a new file: {refusal.Reason}" }, error);
        }

        var aside = files.ReplaceByTemporary(clock.Now);
        Log.Damaged(logger, reason, report.Salvaged, report.IsExact ? "" : "at least ", report.Lost, report.PossibleDuplicates,
            Path.GetFileName(aside) ?? "nothing");
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error,
            "The spool was damaged ({Reason}). Hits salvaged: {Salvaged}; lost: {AtLeast}{Lost}; possibly delivered twice: {Duplicates}. "
                + "Damaged files: {Aside}.")]
        public static partial void Damaged(
            ILogger logger, string reason, long salvaged, string atLeast, long lost, long duplicates, string aside);

        [LoggerMessage(2, LogLevel.Warning, "Spooled hits with a time in the future: {Count}. Their age counts from now. Check the clock.")]
        public static partial void FromTheFuture(ILogger logger, int count);

        [LoggerMessage(3, LogLevel.Warning,
            "Spooled hits that are older than Spool.maxAgeMinutes, by the clock: {Count}. They are removed in steps, an eighth every 15 "
                + "seconds. If the clock is wrong, correct it: the remaining hits are then retained.")]
        public static partial void Overdue(ILogger logger, int count);
    }
}
