using System.IO;

namespace PrivacyGateway.Cli.Demo;

/// <summary>The demo's page and configuration, which are part of the program.</summary>
internal static class DemoResource
{
    /// <summary>The page's scripts.</summary>
    public static IReadOnlyList<string> Modules { get; } = ["demo.js", "visitor.js", "view.js", "reading.js"];

    public static string Read(string name)
    {
        using var stream = typeof(DemoResource).Assembly.GetManifestResourceStream($"PrivacyGateway.Cli.Demo.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
