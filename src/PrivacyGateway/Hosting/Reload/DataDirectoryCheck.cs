using System.IO;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics.Ledger;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>
/// Checks that the gateway can write spool and ledger below <c>DataDirectory</c>, by writing an empty file that is deleted at once.
/// A missing directory is created at start; until then its nearest existing parent is checked.
/// </summary>
internal static class DataDirectoryCheck
{
    /// <summary>The spool's folder in the data directory.</summary>
    public const string SpoolFolder = "spool";

    private const string Key = "$.PrivacyGateway.DataDirectory";

    /// <summary>The same name for every process: concurrent checks do not disturb each other.</summary>
    private const string TrialFile = ".write-test";

    /// <summary>ENOSPC, as .NET reports it in HResult.</summary>
    private const int NoSpace = 28;

    public static void Run(GatewayConfig config, ConfigProblems problems)
    {
        if (config.DataDirectory is not { } data)
            return;
        foreach (var directory in new[] { data, Path.Combine(data, SpoolFolder), Path.Combine(data, DayFile.Folder) })
        {
            if (FindProblem(directory) is not { } problem)
                continue;
            problems.Error(Key, $"{directory} {problem}",
                "Give the gateway's user a directory that it may write to, on a disk of this replica alone; or remove the key, and no hit "
                    + "is spooled.");
            return;
        }

        // The folders below may be separate volumes.
        foreach (var directory in new[] { data, Path.Combine(data, SpoolFolder), Path.Combine(data, DayFile.Folder) })
        {
            if (MountTable.FindType(NearestExisting(Path.GetFullPath(directory))) is not { } type || !MountTable.IsNetwork(type))
                continue;
            problems.Warn(
                Key,
                $"{directory} is on a network file system ({type}): its locks and flushes are not reliable, so hits that got 200 may be "
                    + "lost, and the spool may be damaged.",
                "Use a local disk, or a block volume of this replica alone with ext4 or xfs.");
            return;
        }
    }

    private static string NearestExisting(string path)
    {
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent)
            path = parent;
        return path;
    }

    private static string? FindProblem(string directory)
    {
        try
        {
            var existing = Path.GetFullPath(directory);
            while (!Directory.Exists(existing))
            {
                if (File.Exists(existing))
                    return existing == Path.GetFullPath(directory)
                        ? "is a file, not a directory." : $"cannot be created: {existing} is a file.";
                if (Path.GetDirectoryName(existing) is not { } parent)
                    return "cannot be created.";
                existing = parent;
            }

            var isThere = existing == Path.GetFullPath(directory);
            return CanWrite(existing) ? null : isThere ? "cannot be written to." : $"cannot be created: {existing} cannot be written to.";
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
            new FileStream(Path.Combine(directory, TrialFile), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Write,
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.DeleteOnClose,
            }).Dispose();
            return true;
        }
        catch (IOException exception) when (exception.HResult == NoSpace)
        {
            // A full disk is not an error of the configuration; the spool reports it, and hits are served meanwhile.
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
