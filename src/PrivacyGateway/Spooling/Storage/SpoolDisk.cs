using System.IO;
using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>The disk state of an open database: whether its files are in place, the size of the WAL, and the free space.</summary>
internal sealed class SpoolDisk
{
    private readonly SpoolFiles _files;
    private readonly DriveInfo _drive;
    private readonly OpenFile _database;
    private readonly OpenFile _wal;

    /// <summary>
    /// Queries the free space once, so that the runtime loads the libraries for it now and not when file descriptors may have run out.
    /// </summary>
    public SpoolDisk(SpoolFiles files)
    {
        (_files, _drive, _database, _wal) = (files, new DriveInfo(files.Directory), new OpenFile(files.Database), new OpenFile(files.Wal));
        _ = _drive.AvailableFreeSpace;
    }

    public bool HasFiles => _database.IsInPlace && _wal.IsInPlace;

    /// <summary>Called before each write to the database.</summary>
    public void BeforeWrite() => _files.BeforeWrite();

    public long WalBytes => new FileInfo(_files.Wal) is { Exists: true } wal ? wal.Length : 0;

    /// <summary>The disk space for commits. A checkpoint may need the size of the WAL once more.</summary>
    public long FreeBytes => _drive.AvailableFreeSpace - WalBytes;
}
