using System.IO;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>The room that the WAL takes up, and what the disk has left.</summary>
internal sealed class SpoolDisk
{
    private readonly SpoolFiles _files;
    private readonly DriveInfo _drive;

    /// <summary>Asks the disk once: the platform loads what it needs for that now, and not when file descriptors may have run out.</summary>
    public SpoolDisk(SpoolFiles files)
    {
        (_files, _drive) = (files, new DriveInfo(files.Directory));
        _ = _drive.AvailableFreeSpace;
    }

    public long WalBytes => new FileInfo(_files.Wal) is { Exists: true } wal ? wal.Length : 0;

    /// <summary>What commits may take: a checkpoint may need as much again as the WAL has.</summary>
    public long FreeBytes => _drive.AvailableFreeSpace - WalBytes;
}
