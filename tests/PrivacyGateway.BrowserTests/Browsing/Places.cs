using System.Reflection;

namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>Where things lie in this clone: known when the project is built, so no test guesses a folder.</summary>
internal static class Places
{
    public static string BrowserFolder { get; } = Of("BrowserFolder");

    public static string RepositoryRoot { get; } = Of("RepositoryRoot");

    private static string Of(string key) => Path.GetFullPath(
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!);
}
