using System.IO;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics.Ledger;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>
/// Whether hits can be spooled and decisions be written below <c>DataDirectory</c>. The only proof is to write: an empty file, which is gone
/// at once. A directory that is missing is made at start; until then its nearest parent is asked.
/// </summary>
internal static class DataDirectoryCheck
{
    /// <summary>The spool's own folder in the data directory.</summary>
    public const string SpoolFolder = "spool";

    private const string Key = "$.PrivacyGateway.DataDirectory";

    /// <summary>The same for every process: two that meet here would only see each other's file go.</summary>
    private const string TrialFile = ".write-test";

    /// <summary>ENOSPC, as .NET passes it on.</summary>
    private const int NoSpace = 28;

    public static void Run(GatewayConfig config, ConfigProblems problems)
    {
        if (config.DataDirectory is not { } data)
            return;
        foreach (var directory in new[] { data, Path.Combine(data, SpoolFolder), Path.Combine(data, DayFile.Folder) })
        {
            if (Find(directory) is not { } problem)
                continue;
            problems.Error(Key, $"{directory} {problem}", "Give the gateway's user a directory that it may write to, on a disk of this replica's own; or take the key out, and no hit is spooled.");
            return;
        }

        // The folders below may be volumes of their own.
        foreach (var directory in new[] { data, Path.Combine(data, SpoolFolder), Path.Combine(data, DayFile.Folder) })
        {
            if (MountTable.FindType(NearestExisting(Path.GetFullPath(directory))) is not { } type || !MountTable.IsNetwork(type))
                continue;
            problems.Warn(
                Key,
                $"{directory} is on a network file system ({type}): neither its locks nor what it promises to have written are certain, so hits that were answered 200 may be lost, and the spool may be damaged.",
                "Use a local disk, or a block volume of this replica's own with ext4 or xfs.");
            return;
        }
    }

    private static string NearestExisting(string path)
    {
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent)
            path = parent;
        return path;
    }

    private static string? Find(string directory)
    {
        try
        {
            var existing = Path.GetFullPath(directory);
            while (!Directory.Exists(existing))
            {
                if (File.Exists(existing))
                    return existing == Path.GetFullPath(directory) ? "is a file, not a directory." : $"cannot be made: {existing} is a file.";
                if (Path.GetDirectoryName(existing) is not { } parent)
                    return "cannot be made.";
                existing = parent;
            }

            var isThere = existing == Path.GetFullPath(directory);
            return CanWrite(existing) ? null : isThere ? "cannot be written to." : $"cannot be made: {existing} cannot be written to.";
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or PathTooLongException)
        {
            return "is not a path.";
        }
    }

    private static bool CanWrite(string directory)
    {
        try
        {
            new FileStream(Path.Combine(directory, TrialFile), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.DeleteOnClose }).Dispose();
            return true;
        }
        catch (IOException exception) when (exception.HResult == NoSpace)
        {
            // A full disk is not the configuration's fault; the spool tells of it, and hits are served meanwhile.
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
