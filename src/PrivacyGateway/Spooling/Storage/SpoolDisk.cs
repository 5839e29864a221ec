using System.IO;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>The files of an open database as the disk has them: whether they are there, the room that the WAL takes up, and what is left.</summary>
internal sealed class SpoolDisk
{
    private readonly SpoolFiles _files;
    private readonly DriveInfo _drive;
    private readonly OpenFile _database;
    private readonly OpenFile _wal;

    /// <summary>Asks the disk once: the platform loads what it needs for that now, and not when file descriptors may have run out.</summary>
    public SpoolDisk(SpoolFiles files)
    {
        (_files, _drive, _database, _wal) = (files, new DriveInfo(files.Directory), new OpenFile(files.Database), new OpenFile(files.Wal));
        _ = _drive.AvailableFreeSpace;
    }

    public bool HasFiles => _database.IsThere && _wal.IsThere;

    /// <summary>Called before each write to the database.</summary>
    public void BeforeWrite() => _files.BeforeWrite();

    public long WalBytes => new FileInfo(_files.Wal) is { Exists: true } wal ? wal.Length : 0;

    /// <summary>What commits may take: a checkpoint may need as much again as the WAL has.</summary>
    public long FreeBytes => _drive.AvailableFreeSpace - WalBytes;
}
