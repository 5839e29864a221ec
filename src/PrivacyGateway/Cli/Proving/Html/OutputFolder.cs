using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace PrivacyGateway.Cli.Proving.Html;

/// <summary>Writes the files of a run, with their <c>SHA256SUMS</c>.</summary>
internal static class OutputFolder
{
    public const string Report = "report.json";
    public const string Capture = "capture.jsonl";
    private const string Sums = "SHA256SUMS";

    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static void Write(string folder, ProofReport report, IReadOnlyList<ProbeResult> results)
    {
        Directory.CreateDirectory(folder);
        var json = ReportJson.Write(report);
        (string Name, string Text)[] texts =
        [
            (Report, json),
            ("report.html", ReportPage.Write(report, HashOf(json))),
            ("left.har", ForwardedHar.Write(report, results)),
            ("junit.xml", JUnitFile.Write(report)),
        ];
        foreach (var (name, text) in texts)
            File.WriteAllText(Path.Combine(folder, name), text);
        using (var capture = File.Create(Path.Combine(folder, Capture)))
            CaptureFile.Write(capture, results);

        var sums = new StringBuilder();
        foreach (var name in texts.Select(static file => file.Name).Append(Capture).Order(StringComparer.Ordinal))
            sums.Append(HashOfFile(Path.Combine(folder, name))).Append("  ").Append(name).Append('\n');
        File.WriteAllText(Path.Combine(folder, Sums), sums.ToString());
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string HashOfFile(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
