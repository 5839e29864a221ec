using Microsoft.Data.Sqlite;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>The one connection to the file, with its statements prepared. All SQL of the spool is here and in <see cref="SpoolSchema"/>.</summary>
internal sealed class SpoolDatabase : IDisposable
{
    private const int NoCheckpointOnClose = 1006;

    /// <summary>
    /// Exclusive: no other process, and no file for shared memory. Full: a commit is on the disk, also after a power failure.
    /// Secure delete: what was delivered leaves no remains. No checkpoint or spill but when we say so.
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
    private SqliteCommand? _begin, _commit, _insert, _delete, _select, _ledger;

    private SpoolDatabase(string path)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 1 };
        _connection = new SqliteConnection(address.ConnectionString);
        try
        {
            _connection.Open();
            LeaveWal(true);
            Execute(Settings);
        }
        catch (SqliteException)
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>A new file, complete when this returns.</summary>
    public static SpoolDatabase Create(string path, byte[] ledger)
    {
        SpoolFiles.CreateEmpty(path);
        var database = new SpoolDatabase(path);
        try
        {
            database.Execute(SpoolSchema.Create);
            using var command = database._connection.CreateCommand();
            command.CommandText = "INSERT INTO ledger (id, record) VALUES (1, $record)";
            command.Parameters.AddWithValue("$record", ledger);
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

    /// <summary>An existing file, of which nothing is changed until it is trusted: not even closing it would touch the WAL.</summary>
    public static SpoolDatabase Open(string path) => new(path);

    /// <summary>From here on closing it puts the WAL into the file.</summary>
    public void Trust()
    {
        LeaveWal(false);
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _insert = Prepare("INSERT INTO hit (id, record) VALUES ($id, $record)", "$id", "$record");
        _delete = Prepare("DELETE FROM hit WHERE id = $id", "$id");
        _select = Prepare("SELECT record FROM hit WHERE id = $id", "$id");
        _ledger = Prepare("UPDATE ledger SET record = $record WHERE id = 1", "$record");
    }

    /// <summary>Closing it touches nothing again.</summary>
    public void Distrust() => LeaveWal(true);

    public object? Ask(string question)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar();
    }

    /// <summary>Every row, in the order of the ids.</summary>
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

    /// <summary>All of it or nothing; on the disk when it returns.</summary>
    public void Write(IReadOnlyCollection<long> gone, IReadOnlyCollection<(long Id, byte[] Record)> come, byte[] ledger)
    {
        _begin!.ExecuteNonQuery();
        try
        {
            foreach (var id in gone)
            {
                _delete!.Parameters[0].Value = id;
                _delete.ExecuteNonQuery();
            }

            foreach (var (id, record) in come)
            {
                _insert!.Parameters[0].Value = id;
                _insert.Parameters[1].Value = record;
                _insert.ExecuteNonQuery();
            }

            _ledger!.Parameters[0].Value = ledger;
            _ledger.ExecuteNonQuery();
            _commit!.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Page for page into a new file, also from files that have no name any more.</summary>
    public void CopyTo(string path)
    {
        SpoolFiles.CreateEmpty(path);
        using var copy = new SpoolDatabase(path);
        _connection.BackupDatabase(copy._connection);
        copy.LeaveWal(false);
    }

    /// <summary>Puts the WAL into the file, and cuts it to nothing, so that no old frame keeps what was delivered.</summary>
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
            // A full disk makes SQLite roll back by itself; then there is nothing left to do.
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

    private void LeaveWal(bool leave) =>
        SQLitePCL.raw.sqlite3_db_config(_connection.Handle, NoCheckpointOnClose, leave ? 1 : 0, out _);
}
