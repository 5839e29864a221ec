using System.Globalization;
using System.IO;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>Finds the file system type of a path in Linux's mount table.</summary>
internal static class MountTable
{
    private const string File = "/proc/self/mountinfo";

    /// <summary>File systems whose files are on another machine, or on the host of a virtual machine.</summary>
    private static readonly HashSet<string> Network = new(StringComparer.Ordinal)
    {
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "ceph", "lustre", "glusterfs", "beegfs", "gpfs", "afs", "vboxsf", "fuse",
    };

    /// <summary>FUSE file systems that only wrap local ones.</summary>
    private static readonly HashSet<string> LocalFuse = new(StringComparer.Ordinal) { "fuse.fuse-overlayfs", "fuse.lazyfs", "fuse.bindfs" };

    /// <returns>Null if it cannot be determined.</returns>
    public static string? FindType(string path)
    {
        try
        {
            return FileIdentity.Find(path) is { IsMissing: false } identity ? FindType(System.IO.File.ReadLines(File), identity) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Matches by device number, which is correct for symbolic links and bind mounts.
    /// (proc_pid_mountinfo(5): the third field, and the first after the dash.)
    /// </summary>
    public static string? FindType(IEnumerable<string> table, FileIdentity identity)
    {
        var device = string.Create(CultureInfo.InvariantCulture, $"{(uint)identity.Device}:{identity.Device >> 32}");
        foreach (var line in table)
        {
            var fields = line.Split(' ');
            var dash = Array.IndexOf(fields, "-");
            if (fields.Length > 3 && fields[2] == device && dash > 0 && dash + 1 < fields.Length)
                return fields[dash + 1];
        }

        return null;
    }

    public static bool IsNetwork(string type) =>
        Network.Contains(type) || (type.StartsWith("fuse.", StringComparison.Ordinal) && !LocalFuse.Contains(type));
}
