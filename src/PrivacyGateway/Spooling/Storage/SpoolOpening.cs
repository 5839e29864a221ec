using System.IO;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling.Damage;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>From files in whatever state to an open store: a new one, the one that is there, or one made of what damage left.</summary>
internal sealed partial class SpoolOpening(SpoolFiles files, SpoolConfig config, TimeProvider time, ILogger logger)
{
    /// <exception cref="SpoolUnavailableException">Not now; nothing was changed.</exception>
    /// <exception cref="IOException">The directory cannot be used.</exception>
    public SpoolStore Open(LedgerFile beside)
    {
        files.DiscardMaking();
        if (File.Exists(files.Complete))
            files.Replace(time.GetUtcNow());
        files.Protect();

        if (IsNew(beside))
            Make(new Ledger { Mark = RandomNumberGenerator.GetBytes(HitRecord.MarkLength) });
        try
        {
            return OpenWhole(beside);
        }
        catch (SpoolDamagedException damage)
        {
            Mend(damage.Message, beside);
            return OpenWhole(beside);
        }
    }

    private bool IsNew(LedgerFile beside) => Length(files.Database) == 0 && Length(files.Wal) == 0 && beside.Latest is not { Rows: > 0 };

    private SpoolStore OpenWhole(LedgerFile beside)
    {
        CheckHeader();
        SpoolDatabase? database = null;
        try
        {
            database = SpoolDatabase.Open(files.Database);
            var contents = SpoolCheck.Read(database, beside.Latest);
            database.Trust();
            beside.Reserve();
            beside.Write(LedgerRecord.Encode(contents.Ledger), contents.Ledger);
            beside.Flush();
            files.Protect();
            return new SpoolStore(database, beside, new SpoolDisk(files), contents, config);
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

    private void CheckHeader()
    {
        Span<byte> header = stackalloc byte[100];
        if (!File.Exists(files.Database))
            throw new SpoolDamagedException("it is not there");
        using var file = File.OpenHandle(files.Database, share: FileShare.ReadWrite | FileShare.Delete);
        if (!SpoolSchema.IsHeader(header[..RandomAccess.Read(file, header, 0)]))
            throw new SpoolDamagedException("it does not begin as a spool does");
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

        File.Move(files.Making, files.Complete);
        files.Replace(time.GetUtcNow());
    }

    private void Mend(string reason, LedgerFile beside)
    {
        SalvageReport report;
        try
        {
            report = new Salvage(files, beside.Latest).Run();
        }
        catch (SqliteException error)
        {
            files.DiscardMaking();
            var refusal = Refusal.From(error);
            throw new SpoolUnavailableException(refusal with { Reason = $"it is damaged, and its hits cannot be moved to a new file: {refusal.Reason}" }, error);
        }

        File.Move(files.Making, files.Complete);
        var aside = files.Replace(time.GetUtcNow());
        Log.Damaged(logger, reason, report.Salvaged, report.IsExact ? "" : "at least ", report.Lost, report.PossibleDuplicates, Path.GetFileName(aside) ?? "nothing");
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The spool was damaged ({Reason}). Hits salvaged: {Salvaged}; lost: {AtLeast}{Lost}; possibly delivered twice: {Duplicates}. Set aside: {Aside}.")]
        public static partial void Damaged(ILogger logger, string reason, long salvaged, string atLeast, long lost, long duplicates, string aside);
    }
}
