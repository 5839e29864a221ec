using System.Diagnostics;

namespace PrivacyGateway.IntegrationTests.Spooling;

/// <summary>A file system of a few megabytes in memory; only root can mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Null, and the reason, where it is unavailable.</summary>
    public static SmallDisk? TryMount(string size, out string reason)
    {
        var path = Directory.CreateTempSubdirectory("spool-disk-").FullName;
        reason = Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", path);
        if (reason.Length == 0)
            return new SmallDisk(path);
        Directory.Delete(path);
        return null;
    }

    /// <summary>Fills the disk with a file of that name.</summary>
    public void Fill(string name, int remaining)
    {
        var free = new DriveInfo(Path).AvailableFreeSpace;
        File.WriteAllBytes(System.IO.Path.Combine(Path, name), new byte[Math.Max(0, free - remaining)]);
    }

    public void Remove(string name) => File.Delete(System.IO.Path.Combine(Path, name));

    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path);
    }

    private static string Run(string command, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : $"{command}: {error.Trim()}";
    }
}
