using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;
using PrivacyGateway.Configuration.Loading;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Cli;

/// <summary>
/// Writes the effective configuration, with defaults and environment overrides filled in. It is a valid configuration, except that secrets
/// are masked.
/// </summary>
internal static class EffectiveConfig
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="text">The text of a valid file.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="notes">Takes a line for each value from an environment variable.</param>
    public static string Write(string text, IReadOnlyDictionary<string, string> environment, TextWriter notes)
    {
        var problems = new ConfigProblems();
        var merged = ConfigDocument.Parse("", text, environment, problems)!;
        AddTrackDomains(merged.Root);
        var document = merged with { Effective = (JsonObject)merged.Root.DeepClone() };
        ConfigReader.Read(document, problems);

        var effective = document.Effective;
        KestrelLimits.WriteEffective(effective);
        Secrets.Mask(effective);

        // A variable that created sections set the longest path.
        foreach (var variable in merged.Variables.GroupBy(static pair => pair.Value, static pair => pair.Key, StringComparer.Ordinal)
            .OrderBy(static variable => variable.Key, StringComparer.Ordinal))
            notes.WriteLine($"{variable.MaxBy(static path => path.Length)} comes from the environment variable {variable.Key}.");
        return effective.ToJsonString(Indented);
    }

    /// <summary>Adds an empty section for each cluster that has none, so that its defaults are written.</summary>
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
