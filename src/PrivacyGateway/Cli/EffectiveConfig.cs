using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting;

namespace PrivacyGateway.Cli;

/// <summary>
/// A configuration as it is in force: each default and each variable's value in its place. It is a valid configuration itself, except that
/// secrets are masked.
/// </summary>
internal static class EffectiveConfig
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="text">A file's text, without errors.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="notes">Takes a line for each value that came from a variable.</param>
    public static string Write(string text, IReadOnlyDictionary<string, string> environment, TextWriter notes)
    {
        var problems = new ConfigProblems();
        var merged = ConfigDocument.Parse("", text, environment, problems)!;
        AddTrackDomains(merged.Root);
        var document = merged with { Effective = (JsonObject)merged.Root.DeepClone() };
        ConfigReader.Read(document, problems);

        var effective = document.Effective;
        KestrelLimits.Describe(effective);
        Secrets.Mask(effective);

        // A variable that began sections set the deepest path.
        foreach (var variable in merged.Variables.GroupBy(static pair => pair.Value, static pair => pair.Key, StringComparer.Ordinal).OrderBy(static variable => variable.Key, StringComparer.Ordinal))
            notes.WriteLine($"{variable.MaxBy(static path => path.Length)} comes from the environment variable {variable.Key}.");
        return effective.ToJsonString(Indented);
    }

    /// <summary>A cluster without a section of its own has the defaults too.</summary>
    private static void AddTrackDomains(JsonObject root)
    {
        var gateway = (JsonObject)root["PrivacyGateway"]!;
        if (gateway["TrackDomains"] is not JsonObject trackDomains)
            gateway["TrackDomains"] = trackDomains = [];
        foreach (var (cluster, _) in (JsonObject)root["ReverseProxy"]!["Clusters"]!)
        {
            if (!trackDomains.Any(known => known.Key.Equals(cluster, StringComparison.OrdinalIgnoreCase)))
                trackDomains[cluster] = new JsonObject();
        }
    }
}
