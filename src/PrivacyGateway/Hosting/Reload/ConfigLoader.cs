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
    private static readonly string[] Required = ["Match", "ClusterId", "Destinations"];

    /// <returns>The file's text, or null if it cannot be used.</returns>
    public static string? Read(string file) => FileText.Read(file).Text;

    /// <summary>The same, for a text that was read before; null is a file that could not be used.</summary>
    /// <inheritdoc cref="LoadAsync(string, FileText, IReadOnlyDictionary{string, string}, FileCheck)"/>
    public static Task<(CheckedConfig? Config, ConfigProblems Problems)> LoadAsync(string file, string? text, IReadOnlyDictionary<string, string> environment, FileCheck files) =>
        LoadAsync(file, text is null ? FileText.Read(file) : new FileText(text), environment, files);

    /// <param name="file">Its name, for messages.</param>
    /// <param name="content">Its text, or why there is none.</param>
    /// <param name="environment">Environment variables, which have the last word.</param>
    /// <param name="files">What becomes of findings in the files that it names.</param>
    /// <returns>Null for the configuration if there are errors.</returns>
    public static async Task<(CheckedConfig? Config, ConfigProblems Problems)> LoadAsync(string file, FileText content, IReadOnlyDictionary<string, string> environment, FileCheck files)
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
        var hits = routes is null || loaded.Read is null ? [] : await TryAsync(loaded.Read, routes, problems);
        return problems.Errors.Count > 0
            ? (null, problems)
            : (new CheckedConfig(content.Text!, loaded.Config!, routes!, loaded.Json, hits), problems);
    }

    /// <summary>YARP reports in the same go.</summary>
    private static async Task<ProxyRoutes> ReadRoutesAsync(string json, ConfigProblems problems)
    {
        var found = new ConfigProblems { Locate = problems.Locate };
        var routes = await ProxyRoutesReader.ReadAsync(Configuration(json), found);
        foreach (var error in found.Errors.Where(error => !problems.Errors.Any(known => IsRepeated(error.Path, known.Path))).ToArray())
            problems.Add(error);
        return routes;
    }

    /// <summary>Of what a route or cluster must have, YARP says in other words what the gateway has said; and what it cannot read at all has a better place already.</summary>
    private static bool IsRepeated(string yarp, string known) =>
        ConfigPath.IsWithin(known, yarp) && (yarp == "$.ReverseProxy" || Array.Exists(Required, key => known.Contains($".{key}", StringComparison.Ordinal)));

    private static async Task<IReadOnlyList<SyntheticHit>> TryAsync(GatewayConfig config, ProxyRoutes routes, ConfigProblems problems)
    {
        var (sound, tried) = problems.Errors.Count == 0 ? (config, routes) : SoundRoutes.Of(config, routes, problems);
        return tried.Routes.Count == 0 ? [] : await new RoutingTrial(sound, problems).RunAsync(tried);
    }

    private static void CheckFiles(GatewayConfig config, ConfigProblems problems, FileCheck files)
    {
        if (files == FileCheck.Skipped)
            return;

        var found = files == FileCheck.Warns ? new ConfigProblems() : problems;
        CertificateCheck.Run(config, TimeProvider.System, found);
        DataDirectoryCheck.Run(config, found);
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
