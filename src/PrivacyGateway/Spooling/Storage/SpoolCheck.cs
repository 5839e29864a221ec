using System.Globalization;
using Microsoft.Data.Sqlite;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>Checks the whole file when it is opened: its structure, each row's hash, and whether all rows of the index exist.</summary>
internal static class SpoolCheck
{
    /// <param name="database">The open database, not yet trusted.</param>
    /// <param name="indexes">The index files.</param>
    /// <param name="clock">Converts the hits' times.</param>
    /// <exception cref="SpoolDamagedException">The file is damaged.</exception>
    /// <exception cref="SpoolUnavailableException">The file has a later version, or cannot be read now.</exception>
    public static Contents Read(SpoolDatabase database, SpoolIndexFiles indexes, SpoolClock clock)
    {
        try
        {
            CheckVersion(database, indexes.Primary);
            if (database.QueryScalar("PRAGMA journal_mode") is not "wal")
                throw new SpoolDamagedException("it is not in WAL mode");
            if (database.QueryScalar("PRAGMA quick_check(1)") is not "ok")
                throw new SpoolDamagedException("its pages contradict each other");

            var index = SpoolIndexRecord.Decode(database.QueryScalar("SELECT record FROM ledger WHERE id = 1") as byte[])
                ?? throw new SpoolDamagedException("its index is not what was written");
            if (indexes.Latest is { } external && external.Mark.AsSpan().SequenceEqual(index.Mark) && external.Commit > index.Commit)
                throw new SpoolDamagedException("its last commits are missing");
            return new Contents(index, ReadRows(database, index, clock));
        }
        catch (SqliteException error) when (SpoolErrors.IsDamage(error))
        {
            throw new SpoolDamagedException(SpoolErrors.Describe(error), error);
        }
        catch (SqliteException error)
        {
            throw new SpoolUnavailableException(Refusal.From(error), error);
        }
    }

    /// <summary>
    /// A later version writes its own index file. If this version's index file exists, the version number in the database is damaged.
    /// </summary>
    private static void CheckVersion(SpoolDatabase database, SpoolIndex? primary)
    {
        var version = Convert.ToInt64(database.QueryScalar("PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version > SpoolSchema.Version && primary is null)
            throw new SpoolUnavailableException(Refusal.LaterVersion(version));
        if (version != SpoolSchema.Version)
            throw new SpoolDamagedException("its version number is damaged");
    }

    private static SpoolQueues ReadRows(SpoolDatabase database, SpoolIndex index, SpoolClock clock)
    {
        var queues = new SpoolQueues(index);
        foreach (var (id, record) in database.ReadAll())
        {
            if (!HitRecord.IsIntact(index.Mark, record) || HitRecord.ReadId(record) != id)
                throw new SpoolDamagedException("a hit is not what was written");
            if (!index.Has(id))
                throw new SpoolDamagedException("it contains a hit that is not in its index");
            var spooledAt = HitRecord.ReadSpooledAt(record);
            queues.FindByRow(id)!.Restore(RowId.Place(id), new SpoolEntry(spooledAt, clock.ToUptime(spooledAt), record.Length));
        }

        if (queues.Rows != index.Rows)
            throw new SpoolDamagedException("hits are missing");
        return queues;
    }

    /// <summary>The content of a checked file.</summary>
    internal sealed record Contents(SpoolIndex Index, SpoolQueues Queues);
}
