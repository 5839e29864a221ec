using System.IO;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>
/// An index in a separate file: four copies, far apart, written after each commit and before its requests complete. A truncated WAL looks
/// like a shorter one; only this file reveals the missing commits. While it is open, no other process can open the spool.
/// </summary>
internal sealed class SpoolIndexFile : IDisposable
{
    private const int Copies = 4;
    private const int SlotLength = SpoolIndexRecord.MaxLength;

    // .NET has no exception type for a lock held by another process: EWOULDBLOCK, ERROR_SHARING_VIOLATION.
    private const int LockedOnLinux = 11;
    private const int LockedOnMac = 35;
    private const int LockedOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _file;
    private readonly OpenFile _open;

    private SpoolIndexFile(FileStream file, string path) => (_file, _open) = (file, new OpenFile(path));

    /// <inheritdoc cref="OpenFile.IsInPlace"/>
    public bool IsInPlace => _open.IsInPlace;

    /// <summary>The latest index in the file; null without an index.</summary>
    public SpoolIndex? Latest { get; private set; }

    /// <exception cref="SpoolUnavailableException">Another process has locked the file.</exception>
    public static SpoolIndexFile Open(string path)
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
            var file = new SpoolIndexFile(new FileStream(path, options), path);
            file.Read();
            return file;
        }
        catch (IOException error) when (error.HResult is LockedOnLinux or LockedOnMac or LockedOnWindows)
        {
            throw new SpoolUnavailableException(Refusal.Held, error);
        }
    }

    /// <summary>Allocates the space of all copies, so that a full disk never prevents the index of a commit from being written.</summary>
    public void Reserve()
    {
        if (_file.Length < Copies * SlotLength)
            RandomAccess.Write(_file.SafeFileHandle, new byte[(Copies * SlotLength) - _file.Length], _file.Length);
    }

    /// <summary>
    /// Writes without sync, which would halve the commit rate: a killed process
    /// loses nothing, and after a power failure the database itself is intact.
    /// </summary>
    public void Write(byte[] record, SpoolIndex index)
    {
        for (var copy = 0; copy < Copies; copy++)
            RandomAccess.Write(_file.SafeFileHandle, record, (long)copy * SlotLength);
        Latest = index;
    }

    public void Flush() => RandomAccess.FlushToDisk(_file.SafeFileHandle);

    public void Dispose() => _file.Dispose();

    private void Read()
    {
        var slot = new byte[SlotLength];
        for (var copy = 0; copy < Copies; copy++)
        {
            var length = RandomAccess.Read(_file.SafeFileHandle, slot, (long)copy * SlotLength);
            if (SpoolIndexRecord.Decode(slot.AsSpan(0, length)) is { } index && index.Commit > (Latest?.Commit ?? -1))
                Latest = index;
        }
    }
}
