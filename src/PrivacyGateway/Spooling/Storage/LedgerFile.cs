using System.IO;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>
/// A ledger in a file of its own: four copies, far apart, written after each commit and before anybody is told of it. A truncated WAL looks
/// like one that was never longer; only this file knows better. While it is open no other process can open the spool.
/// </summary>
internal sealed class LedgerFile : IDisposable
{
    private const int Copies = 4;
    private const int SlotLength = LedgerRecord.MaxLength;

    // The platform has no type for a lock that somebody else holds: EWOULDBLOCK, ERROR_SHARING_VIOLATION.
    private const int LockedOnLinux = 11;
    private const int LockedOnMac = 35;
    private const int LockedOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _file;
    private readonly OpenFile _open;

    private LedgerFile(FileStream file, string path) => (_file, _open) = (file, new OpenFile(path));

    /// <inheritdoc cref="OpenFile.IsThere"/>
    public bool IsThere => _open.IsThere;

    /// <summary>The latest that the file holds; null if it holds none.</summary>
    public Ledger? Latest { get; private set; }

    /// <exception cref="SpoolUnavailableException">Another process holds it.</exception>
    public static LedgerFile Open(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = SpoolFiles.OwnerOnly;

        try
        {
            var file = new LedgerFile(new FileStream(path, options), path);
            file.Read();
            return file;
        }
        catch (IOException error) when (error.HResult is LockedOnLinux or LockedOnMac or LockedOnWindows)
        {
            throw new SpoolUnavailableException(Refusal.Held, error);
        }
    }

    /// <summary>Room for every copy at once, so that a full disk never stands between a commit and its ledger.</summary>
    public void Reserve()
    {
        if (_file.Length < Copies * SlotLength)
            RandomAccess.Write(_file.SafeFileHandle, new byte[(Copies * SlotLength) - _file.Length], _file.Length);
    }

    /// <summary>Not forced to the disk, which would halve the rate: a process that is killed loses none of it, and after a power failure the database itself is whole.</summary>
    public void Write(byte[] record, Ledger ledger)
    {
        for (var copy = 0; copy < Copies; copy++)
            RandomAccess.Write(_file.SafeFileHandle, record, (long)copy * SlotLength);
        Latest = ledger;
    }

    public void Flush() => RandomAccess.FlushToDisk(_file.SafeFileHandle);

    public void Dispose() => _file.Dispose();

    private void Read()
    {
        var slot = new byte[SlotLength];
        for (var copy = 0; copy < Copies; copy++)
        {
            var length = RandomAccess.Read(_file.SafeFileHandle, slot, (long)copy * SlotLength);
            if (LedgerRecord.Decode(slot.AsSpan(0, length)) is { } ledger && ledger.Commit > (Latest?.Commit ?? -1))
                Latest = ledger;
        }
    }
}
