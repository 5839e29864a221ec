using System.IO;

namespace PrivacyGateway.Cli.Demo;

/// <summary>
/// The vendor's real pixel, where the browser tests of this clone have
/// installed it. It is no part of the program: its licence is the vendor's.
/// </summary>
internal static class PixelFile
{
    private const string InClone =
        "tests/PrivacyGateway.BrowserTests/browser/node_modules/@webtrekk-smart-pixel/core/dist/smart-pixel.min.js";

    /// <returns>The script; null outside a clone, and before the tests' modules are installed.</returns>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, InClone);
            if (File.Exists(file))
                return File.ReadAllText(file);
        }

        return null;
    }
}
