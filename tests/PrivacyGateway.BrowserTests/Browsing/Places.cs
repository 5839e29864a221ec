using System.Reflection;

namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>Folders of this clone: known when the project is built, so no test guesses one.</summary>
internal static class Places
{
    public static string BrowserFolder { get; } = PathOf("BrowserFolder");

    public static string RepositoryRoot { get; } = PathOf("RepositoryRoot");

    private static string PathOf(string key) => Path.GetFullPath(
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!);
}
