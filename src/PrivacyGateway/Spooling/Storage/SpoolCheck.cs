using System.Globalization;
using Microsoft.Data.Sqlite;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>Looks through the whole file when it is opened: its structure, each row's hash, and whether all rows are there that should be.</summary>
internal static class SpoolCheck
{
    /// <param name="database">Open, not yet trusted.</param>
    /// <param name="ledgers">Those beside it.</param>
    /// <param name="clock">Tells how old the hits are.</param>
    /// <exception cref="SpoolDamagedException">Something is not as it was written.</exception>
    /// <exception cref="SpoolUnavailableException">It is a later version's, or cannot be read now.</exception>
    public static SpoolContents Read(SpoolDatabase database, LedgerFiles ledgers, SpoolClock clock)
    {
        try
        {
            CheckVersion(database, ledgers.Beside);
            if (database.Ask("PRAGMA journal_mode") is not "wal")
                throw new SpoolDamagedException("it is not in WAL mode");
            if (database.Ask("PRAGMA quick_check(1)") is not "ok")
                throw new SpoolDamagedException("its pages contradict each other");

            var ledger = LedgerRecord.Decode(database.Ask("SELECT record FROM ledger WHERE id = 1") as byte[])
                ?? throw new SpoolDamagedException("its ledger is not what was written");
            if (ledgers.Latest is { } beside && beside.Mark.AsSpan().SequenceEqual(ledger.Mark) && beside.Commit > ledger.Commit)
                throw new SpoolDamagedException("its last commits are missing");
            return new SpoolContents(ledger, ReadRows(database, ledger, clock));
        }
        catch (SqliteException error) when (SpoolErrors.IsDamage(error))
        {
            throw new SpoolDamagedException(SpoolErrors.Say(error), error);
        }
        catch (SqliteException error)
        {
            throw new SpoolUnavailableException(Refusal.From(error), error);
        }
    }

    /// <summary>A later version writes its own ledger beside the file; ours beside it means that the number is noise.</summary>
    private static void CheckVersion(SpoolDatabase database, Ledger? beside)
    {
        var version = Convert.ToInt64(database.Ask("PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version > SpoolSchema.Version && beside is null)
            throw new SpoolUnavailableException(Refusal.LaterVersion(version));
        if (version != SpoolSchema.Version)
            throw new SpoolDamagedException("its version is not what was written");
    }

    private static SpoolQueues ReadRows(SpoolDatabase database, Ledger ledger, SpoolClock clock)
    {
        var queues = new SpoolQueues(ledger);
        foreach (var (id, record) in database.ReadAll())
        {
            if (!HitRecord.IsWhole(ledger.Mark, record) || HitRecord.IdOf(record) != id)
                throw new SpoolDamagedException("a hit is not what was written");
            if (!ledger.Has(id))
                throw new SpoolDamagedException("there is a hit that its ledger does not know");
            var keptAt = HitRecord.KeptAtOf(record);
            queues.Of(id)!.Restore(RowId.Place(id), new SpoolEntry(keptAt, clock.ToUptime(keptAt), record.Length));
        }

        if (queues.Rows != ledger.Rows)
            throw new SpoolDamagedException("hits are missing");
        return queues;
    }
}
