using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration.Loading;

/// <summary>A configuration file that was read, with its problems.</summary>
/// <param name="Read">The configuration, with defaults in place of wrong values; null if the file holds no JSON object.</param>
/// <param name="Root">The merged tree; null if the file holds no JSON object.</param>
/// <param name="Json">The same as text, for the sections that .NET and YARP read themselves.</param>
/// <param name="Problems">Errors and warnings.</param>
internal sealed record LoadedConfig(GatewayConfig? Read, JsonObject? Root, string Json, ConfigProblems Problems)
{
    /// <summary>Characters of a file. Thousands of routes fit; a larger text is some other file.</summary>
    public const int LongestText = 4 * 1024 * 1024;

    private const int HashLength = 12;

    /// <summary>Null if there are errors.</summary>
    public GatewayConfig? Config => Problems.Errors.Count == 0 ? Read : null;

    /// <param name="file">For messages.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="check">Checks the files that the configuration names, so that their problems are reported with the others.</param>
    public static LoadedConfig From(
        string file, string text, IReadOnlyDictionary<string, string> environment, Action<GatewayConfig, ConfigProblems>? check = null)
    {
        var problems = new ConfigProblems();
        if (ConfigDocument.Parse(file, text, environment, problems) is not { } document)
            return new LoadedConfig(null, null, "{}", problems);

        var json = document.Root.ToJsonString();
        var config = ConfigReader.Read(document, problems) with { Hash = HashOf(json) };
        check?.Invoke(config, problems);
        return new LoadedConfig(config, document.Root, json, problems);
    }

    /// <summary>A file without a usable text.</summary>
    public static LoadedConfig Unusable(ConfigProblem problem)
    {
        var problems = new ConfigProblems();
        problems.Add(problem);
        return new LoadedConfig(null, null, "{}", problems);
    }

    private static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..HashLength];
}
