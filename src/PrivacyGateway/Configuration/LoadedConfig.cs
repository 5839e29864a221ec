using System.Security.Cryptography;
using System.Text;

namespace PrivacyGateway.Configuration;

/// <summary>A configuration file that was read, with everything that was found.</summary>
/// <param name="Config">Null if there are errors.</param>
/// <param name="Json">The merged tree, for the sections that .NET and YARP read themselves.</param>
/// <param name="Problems">Errors and warnings.</param>
internal sealed record LoadedConfig(GatewayConfig? Config, string Json, ConfigProblems Problems)
{
    /// <summary>Characters of a file. Thousands of routes fit; what is larger is some other file.</summary>
    public const int LongestText = 4 * 1024 * 1024;

    private const int HashLength = 12;

    /// <param name="file">For messages and, if it is not null, the file's text.</param>
    /// <param name="text">The text, or null if the file could not be read.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="check">Looks at what the configuration names outside itself, so that its findings are said with the others.</param>
    public static LoadedConfig From(string file, string? text, IReadOnlyDictionary<string, string> environment, Action<GatewayConfig, ConfigProblems>? check = null)
    {
        var problems = new ConfigProblems();
        if (text is null)
        {
            problems.Error("$", $"the file {file} cannot be read, or is larger than {LongestText / (1024 * 1024)} MiB.", "Check the path given to --config and its permissions.");
            return new LoadedConfig(null, "{}", problems);
        }

        if (ConfigDocument.Parse(file, text, environment, problems) is not { } document)
            return new LoadedConfig(null, "{}", problems);

        var json = document.Root.ToJsonString();
        var config = ConfigReader.Read(document, problems) with { Hash = HashOf(json) };
        check?.Invoke(config, problems);
        return new LoadedConfig(problems.Errors.Count == 0 ? config : null, json, problems);
    }

    private static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..HashLength];
}
