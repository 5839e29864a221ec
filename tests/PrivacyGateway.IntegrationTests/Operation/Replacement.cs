namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>The ways in which a configuration file gets a new content.</summary>
internal static class Replacement
{
    public static IReadOnlyDictionary<string, Func<string, string, Task>> Ways { get; } =
        new Dictionary<string, Func<string, string, Task>>(StringComparer.Ordinal)
        {
            ["in place"] = InPlaceAsync,
            ["rename"] = RenameAsync,
            ["symlink swap"] = SwapAsync,
            ["delete and restore"] = RestoreAsync,
            ["another file of the directory"] = static (file, text) => InPlaceAsync($"{file}.other", text),
        };

    public static Task InPlaceAsync(string file, string text) => File.WriteAllTextAsync(file, text);

    private static async Task RenameAsync(string file, string text)
    {
        await File.WriteAllTextAsync($"{file}.new", text);
        File.Move($"{file}.new", file, overwrite: true);
    }

    /// <summary>
    /// As the kubelet does it with a ConfigMap: the file is a link into a folder that
    /// is itself a link; that one is renamed over, and the former folder deleted.
    /// </summary>
    private static async Task SwapAsync(string file, string text)
    {
        var folder = Path.GetDirectoryName(file)!;
        var version = Directory.CreateDirectory(Path.Combine(folder, $"..{Path.GetRandomFileName()}"));
        await File.WriteAllTextAsync(Path.Combine(version.FullName, "proxy.json"), text);

        var (data, next) = (Path.Combine(folder, "..data"), Path.Combine(folder, "..data_tmp"));
        var former = new DirectoryInfo(data).LinkTarget;
        Directory.CreateSymbolicLink(next, version.Name);
        Rename(next, data);
        if (new FileInfo(file).LinkTarget is null)
        {
            File.Delete(file);
            File.CreateSymbolicLink(file, Path.Combine("..data", "proxy.json"));
        }

        if (former is not null)
            Directory.Delete(Path.Combine(folder, former), recursive: true);
    }

    /// <summary>.NET would move the folder behind the link, not the link.</summary>
    private static void Rename(string from, string to)
    {
        using var move = System.Diagnostics.Process.Start("mv", ["-T", from, to]);
        move.WaitForExit();
        Assert.Equal(0, move.ExitCode);
    }

    private static async Task RestoreAsync(string file, string text)
    {
        File.Delete(file);
        await Task.Yield();
        await File.WriteAllTextAsync(file, text);
    }
}
