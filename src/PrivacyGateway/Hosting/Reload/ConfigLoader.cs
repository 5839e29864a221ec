using System.IO;
using System.Text;
using Microsoft.Extensions.Configuration;
using PrivacyGateway.Configuration;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Forwarding.Synthetic;
using PrivacyGateway.Hosting.Tls;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>Reads and checks a configuration. <c>validate</c>, <c>serve</c> and every reload go through here, so that none of them is more lenient.</summary>
internal static class ConfigLoader
{
    private const int BlockLength = 4096;

    /// <returns>The file's text, or null if it cannot be read or is too large: whatever takes its place must not fill the memory.</returns>
    public static string? Read(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            var text = new StringBuilder();
            var block = new char[BlockLength];
            for (int length; (length = reader.Read(block)) > 0;)
            {
                if (text.Append(block, 0, length).Length > LoadedConfig.LongestText)
                    return null;
            }

            return text.ToString();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="file">Its name, for messages.</param>
    /// <param name="text">Its text, or null if it could not be read.</param>
    /// <param name="environment">Environment variables, which have the last word.</param>
    /// <param name="files">What becomes of findings in the files that it names.</param>
    /// <returns>Null for the configuration if there are errors.</returns>
    public static async Task<(CheckedConfig? Config, ConfigProblems Problems)> LoadAsync(string file, string? text, IReadOnlyDictionary<string, string> environment, FileCheck files)
    {
        var loaded = LoadedConfig.From(file, text, environment, (config, problems) => CheckFiles(config, problems, files));
        if (GlobalizationCheck.Problem is { } problem)
            loaded.Problems.Error("$", problem, GlobalizationCheck.Remedy);
        if (loaded.Problems.Errors.Count > 0)
            return (null, loaded.Problems);

        var configuration = Configuration(loaded.Json);
        PlatformSections.Check(configuration, loaded.Problems);
        var routes = await ProxyRoutesReader.ReadAsync(configuration, loaded.Problems);
        IReadOnlyList<SyntheticHit> hits = loaded.Problems.Errors.Count > 0 ? [] : await new RoutingTrial(loaded.Config!, loaded.Problems).RunAsync(routes);
        return loaded.Problems.Errors.Count > 0
            ? (null, loaded.Problems)
            : (new CheckedConfig(text!, loaded.Config!, routes, loaded.Json, hits), loaded.Problems);
    }

    private static void CheckFiles(GatewayConfig config, ConfigProblems problems, FileCheck files)
    {
        if (files == FileCheck.Skipped)
            return;

        var found = files == FileCheck.Warns ? new ConfigProblems() : problems;
        CertificateCheck.Run(config, TimeProvider.System, found);
        if (files == FileCheck.Warns)
        {
            foreach (var problem in found.Errors.Concat(found.Warnings))
                problems.Warn(problem.Path, problem.Message, problem.Remedy);
        }
    }

    /// <summary>The merged tree as .NET reads it.</summary>
    public static IConfigurationRoot Configuration(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
}
