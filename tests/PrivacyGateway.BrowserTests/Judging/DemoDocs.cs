using System.Security.Cryptography;
using PrivacyGateway.BrowserTests.Browsing;

namespace PrivacyGateway.BrowserTests.Judging;

/// <summary>
/// The pictures of the demo page in the repository. Pixels differ between machines, so a text beside the pictures says what they show, and
/// of which sources. <c>UPDATE_DOCS=1</c> renews all of it.
/// </summary>
internal static class DemoDocs
{
    private static readonly bool Renews = Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1";
    private static readonly string Folder = Path.Combine(Places.RepositoryRoot, "docs", "demo");

    public static string Tree { get; } = Path.Combine(Folder, "accessibility-tree.yml");

    public static string PictureText { get; } = Path.Combine(Folder, "two-columns.txt");

    public static IReadOnlyList<string> Pictures { get; } = [
        Path.Combine(Folder, "two-columns-light.png"), Path.Combine(Folder, "two-columns-dark.png")];

    public static async Task CompareAsync(string file, string today)
    {
        if (Renews)
            await File.WriteAllTextAsync(file, today + "\n", TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), today + "\n");
    }

    public static async Task RenewAsync(string file, string today)
    {
        if (Renews)
            await File.WriteAllBytesAsync(
                file, await File.ReadAllBytesAsync(today, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
    }

    /// <summary>Of everything that draws the page.</summary>
    public static async Task<string> HashPageAsync()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sources = Path.Combine(Places.RepositoryRoot, "src", "PrivacyGateway", "Cli", "Demo");
        foreach (var file in Directory.EnumerateFiles(sources).Where(static file => Path.GetExtension(file) is ".html" or ".css" or ".js")
            .Order(StringComparer.Ordinal))
            hash.AppendData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        return $"sources: {Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
