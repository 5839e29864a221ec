using System.IO;
using System.Text;
using Microsoft.Extensions.Configuration;
using PrivacyGateway.Configuration;
using PrivacyGateway.Configuration.Loading;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Forwarding.Synthetic;
using PrivacyGateway.Hosting.Tls;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>
/// Reads and validates a configuration. <c>validate</c>, <c>serve</c> and each reload use it, so that they are equally strict.
/// </summary>
internal static class ConfigLoader
{
    private static readonly string[] Required = ["Match", "ClusterId", "Destinations"];

    /// <returns>The file's text; null if it cannot be read or is not valid text.</returns>
    public static string? Read(string file) => FileText.Read(file).Text;

    /// <summary>Validates a text that was read before; null stands for an unusable file, which is read again for its error.</summary>
    /// <inheritdoc cref="LoadAsync(string, FileText, IReadOnlyDictionary{string, string}, FileCheck)"/>
    public static Task<(CheckedConfig? Config, ConfigProblems Problems)> LoadAsync(
        string file, string? text, IReadOnlyDictionary<string, string> environment, FileCheck files) =>
        LoadAsync(file, text is null ? FileText.Read(file) : new FileText(text), environment, files);

    /// <param name="file">The file's name, for messages.</param>
    /// <param name="content">The file's text, or the reason why it cannot be read.</param>
    /// <param name="environment">Environment variables, which override the file.</param>
    /// <param name="files">How to report problems of the files that the configuration names.</param>
    /// <returns>Null for the configuration if there are errors.</returns>
    public static async Task<(CheckedConfig? Config, ConfigProblems Problems)> LoadAsync(
        string file, FileText content, IReadOnlyDictionary<string, string> environment, FileCheck files)
    {
        var loaded = content.Text is { } text
            ? LoadedConfig.From(file, text, environment, (config, problems) => CheckFiles(config, problems, files))
            : LoadedConfig.Unusable(content.Problem!);
        if (GlobalizationCheck.Problem is { } problem)
            loaded.Problems.Error(ConfigPath.Root, problem, GlobalizationCheck.Remedy, place: null);
        if (loaded.Root is null)
            return (null, loaded.Problems);

        var problems = loaded.Problems;
        PlatformSections.Check(loaded.Root, loaded.Read, problems);
        var routes = KeyCaseValidator.HasClash(loaded.Root) ? null : await ReadRoutesAsync(loaded.Json, problems);
        var hits = routes is null || loaded.Read is null ? [] : await RunTrialAsync(loaded.Read, routes, problems);
        return problems.Errors.Count > 0
            ? (null, problems)
            : (new CheckedConfig(content.Text!, loaded.Config!, routes!, loaded.Json,
                hits)
            {
                Warnings = [.. problems.Warnings],
            }, problems);
    }

    /// <summary>Adds YARP's errors, except those that the gateway has reported.</summary>
    private static async Task<ProxyRoutes> ReadRoutesAsync(string json, ConfigProblems problems)
    {
        var found = new ConfigProblems { Locate = problems.Locate };
        var routes = await ProxyRoutesReader.ReadAsync(BuildConfiguration(json), found);
        foreach (var error in found.Errors.Where(error => !problems.Errors.Any(known => IsRepeated(error.Path, known.Path))).ToArray())
            problems.Add(error);
        return routes;
    }

    /// <summary>The gateway has reported missing required keys and unreadable values with better messages and positions.</summary>
    private static bool IsRepeated(string yarp, string known) =>
        ConfigPath.IsWithin(known, yarp)
            && (yarp == "$.ReverseProxy" || Array.Exists(Required, key => known.Contains($".{key}", StringComparison.Ordinal)));

    private static async Task<IReadOnlyList<SyntheticHit>> RunTrialAsync(GatewayConfig config, ProxyRoutes routes, ConfigProblems problems)
    {
        var (sound, tried) = problems.Errors.Count == 0 ? (config, routes) : SoundRoutes.Select(config, routes, problems);
        return tried.Routes.Count == 0 ? [] : await new RoutingTrial(sound, problems).RunAsync(tried);
    }

    private static void CheckFiles(GatewayConfig config, ConfigProblems problems, FileCheck files)
    {
        if (files == FileCheck.Skip)
            return;

        var found = files == FileCheck.Warn ? new ConfigProblems() : problems;
        CertificateCheck.Run(config, TimeProvider.System, found);
        DataDirectoryCheck.Run(config, found);
        if (files == FileCheck.Warn)
        {
            foreach (var problem in found.Errors.Concat(found.Warnings))
                problems.Warn(problem.Path, problem.Message, problem.Remedy);
        }
    }

    /// <summary>The merged tree as .NET configuration.</summary>
    public static IConfigurationRoot BuildConfiguration(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
}
