using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// Makes directory entries survive a power failure. Flushing a file does not flush its name: a created or renamed file may be missing, or
/// have its old name, until its directory is flushed too.
/// </summary>
internal static class DurableDirectory
{
    private const int CloseOnExec = 0x80000;

    /// <summary>Creates a directory, for this user alone, and its missing parents. Their names are on disk when this returns.</summary>
    /// <exception cref="IOException">The directory cannot be created.</exception>
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

    /// <summary>Flushes the names in a directory to disk. Does nothing on Windows, and on file systems that do not support it.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static void Flush(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var directory = Open([.. Encoding.UTF8.GetBytes(path), 0], CloseOnExec);
        if (!directory.IsInvalid)
            RandomAccess.FlushToDisk(directory);
    }

    /// <summary>.NET cannot open a directory.</summary>
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open(byte[] path, int flags);
}
