using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>The identity of the file at a path, to detect that a file was removed, moved or replaced.</summary>
/// <param name="Device">The file system.</param>
/// <param name="Inode">The inode number.</param>
internal sealed record FileIdentity(ulong Device, ulong Inode)
{
    private const int CurrentDirectory = -100;
    private const int DoNotSync = 0x4000;
    private const uint InodeMask = 0x100;
    private const int BufferLength = 256;
    private const int InodeAt = 32;
    private const int DeviceAt = 136;
    private const int NoEntry = 2;
    private const int NotADirectory = 20;

    /// <summary>The identity of a missing file.</summary>
    private static readonly FileIdentity Missing = new(0, 0);

    public bool IsMissing => Inode == 0;

    /// <returns>Null if unknown: the platform has no statx, or the path cannot be read now.</returns>
    public static FileIdentity? Find(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var buffer = new byte[BufferLength];
        try
        {
            if (StatX(CurrentDirectory, [.. Encoding.UTF8.GetBytes(path), 0], DoNotSync, InodeMask, buffer) != 0)
                return Marshal.GetLastPInvokeError() is NoEntry or NotADirectory ? Missing : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        return new FileIdentity(BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(DeviceAt)),
            BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(InodeAt)));
    }

    /// <summary>Unlike stat, statx fills the same structure on every architecture.</summary>
    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int directory, byte[] path, int flags, uint mask, byte[] buffer);
}
