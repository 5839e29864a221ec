using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// Names that outlive a power failure. That the bytes of a file were forced to the disk says nothing about its name: a file that was made or
/// renamed may be gone, or be called as before, until its directory was forced out too.
/// </summary>
internal static class DurableDirectory
{
    private const int CloseOnExec = 0x80000;

    /// <summary>Makes a directory, for this user alone, and those above it that are missing; their names are on the disk when this returns.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Create(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(path) || Path.GetDirectoryName(path) is not { } parent)
            return;
        Create(parent);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Flush(parent);
    }

    /// <summary>Forces the names in a directory to the disk. Where a file system, or Windows, knows no such thing, there is nothing to do.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void Flush(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var directory = Open([.. Encoding.UTF8.GetBytes(path), 0], CloseOnExec);
        if (!directory.IsInvalid)
            RandomAccess.FlushToDisk(directory);
    }

    /// <summary>.NET opens no directories.</summary>
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open(byte[] path, int flags);
}
