using Microsoft.Data.Sqlite;

namespace PrivacyGateway.Spooling.Format;

/// <summary>
/// The only connection to the database, with prepared statements. All SQL of the spool is here and in <see cref="SpoolSchema"/>.
/// </summary>
internal sealed class SpoolDatabase : IDisposable
{
    private const int NoCheckpointOnClose = 1006;

    /// <summary>
    /// EXCLUSIVE: no other process can open the file, and there is no shared-memory file. FULL: a commit survives a power failure.
    /// secure_delete: removed hits are overwritten. Checkpoints and cache spills happen only explicitly.
    /// </summary>
    private const string Settings = """
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA synchronous = FULL;
        PRAGMA secure_delete = ON;
        PRAGMA wal_autocheckpoint = 0;
        PRAGMA cache_spill = OFF;
        PRAGMA temp_store = MEMORY;
        """;

    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _commands = [];
    private SqliteCommand? _begin, _commit, _insert, _delete, _select, _index;

    private SpoolDatabase(string path)
    {
        var builder =
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 1 };
        _connection = new SqliteConnection(builder.ConnectionString);
        try
        {
            _connection.Open();
            SetNoCheckpointOnClose(true);
            Execute(Settings);
        }
        catch (SqliteException)
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Creates a new file. It is complete when this method returns.</summary>
    public static SpoolDatabase Create(string path, byte[] index)
    {
        SpoolFiles.CreateEmpty(path);
        var database = new SpoolDatabase(path);
        try
        {
            database.Execute(SpoolSchema.Create);
            using var command = database._connection.CreateCommand();
            command.CommandText = "INSERT INTO ledger (id, record) VALUES (1, $record)";
            command.Parameters.AddWithValue("$record", index);
            command.ExecuteNonQuery();
            database.Trust();
            return database;
        }
        catch (SqliteException)
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens an existing file. Until <see cref="Trust"/> is called, nothing is changed: even closing it does not touch the WAL.
    /// </summary>
    public static SpoolDatabase Open(string path) => new(path);

    /// <summary>Prepares the statements. From now on, closing the database checkpoints the WAL.</summary>
    public void Trust()
    {
        SetNoCheckpointOnClose(false);
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _insert = Prepare("INSERT INTO hit (id, record) VALUES ($id, $record)", "$id", "$record");
        _delete = Prepare("DELETE FROM hit WHERE id = $id", "$id");
        _select = Prepare("SELECT record FROM hit WHERE id = $id", "$id");
        _index = Prepare("UPDATE ledger SET record = $record WHERE id = 1", "$record");
    }

    /// <summary>From now on, closing the database does not touch the WAL.</summary>
    public void Distrust() => SetNoCheckpointOnClose(true);

    public object? QueryScalar(string query)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar();
    }

    /// <summary>Reads every row, in the order of ids.</summary>
    public IEnumerable<(long Id, byte[] Record)> ReadAll()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT id, record FROM hit ORDER BY id";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
    }

    public byte[]? Find(long id)
    {
        _select!.Parameters[0].Value = id;
        return _select.ExecuteScalar() as byte[];
    }

    /// <summary>Writes all changes in one transaction. They are on the disk when this method returns.</summary>
    public void Write(IReadOnlyCollection<long> removed, IReadOnlyCollection<(long Id, byte[] Record)> added, byte[] index)
    {
        _begin!.ExecuteNonQuery();
        try
        {
            foreach (var id in removed)
            {
                _delete!.Parameters[0].Value = id;
                _delete.ExecuteNonQuery();
            }

            foreach (var (id, record) in added)
            {
                _insert!.Parameters[0].Value = id;
                _insert.Parameters[1].Value = record;
                _insert.ExecuteNonQuery();
            }

            _index!.Parameters[0].Value = index;
            _index.ExecuteNonQuery();
            _commit!.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Copies the database page by page to a new file. Works even if the open files were deleted.</summary>
    public void CopyTo(string path)
    {
        SpoolFiles.CreateEmpty(path);
        using var copy = new SpoolDatabase(path);
        _connection.BackupDatabase(copy._connection);
        copy.SetNoCheckpointOnClose(false);
    }

    /// <summary>Writes the WAL back to the file and truncates it, so that no old frame contains removed hits.</summary>
    public void Checkpoint() => Execute("PRAGMA wal_checkpoint(TRUNCATE)");

    public void Dispose()
    {
        _commands.ForEach(command => command.Dispose());
        _connection.Dispose();
    }

    private void RollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // On a full disk SQLite has already rolled back by itself.
        }
    }

    private SqliteCommand Prepare(string text, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter(name, name == "$id" ? SqliteType.Integer : SqliteType.Blob));
        command.Prepare();
        _commands.Add(command);
        return command;
    }

    private void Execute(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private void SetNoCheckpointOnClose(bool enabled) =>
        SQLitePCL.raw.sqlite3_db_config(_connection.Handle, NoCheckpointOnClose, enabled ? 1 : 0, out _);
}
