using System.Collections;
using System.CommandLine;
using System.IO;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Tls;

namespace PrivacyGateway.Cli;

/// <summary>Reads the configuration file for a verb and says everything that is wrong with it.</summary>
internal static class ConfigFile
{
    public const string Default = "config/proxy.json";

    public static Option<string> Option() => new("--config", "-c")
    {
        Description = "The configuration file.",
        DefaultValueFactory = static _ => Default,
    };

    public static IReadOnlyDictionary<string, string> Environment() => System.Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    /// <param name="file">Its path.</param>
    /// <param name="checksFiles">Whether the files that it names are looked into; not where it is only explained.</param>
    public static LoadedConfig Load(string file, bool checksFiles = true)
    {
        string? text = null;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Said with the other problems.
        }

        return LoadedConfig.From(file, text, Environment(), checksFiles ? CheckFiles : null);
    }

    /// <summary>Looks into the files that a configuration names.</summary>
    private static void CheckFiles(GatewayConfig config, ConfigProblems problems) => CertificateCheck.Run(config, TimeProvider.System, problems);

    /// <summary>Prints all errors, and the warnings if there is none.</summary>
    /// <returns>Whether the configuration can be used.</returns>
    public static bool Report(string file, LoadedConfig loaded)
    {
        foreach (var error in loaded.Problems.Errors)
            Console.Error.WriteLine($"{file}: error: {error}");
        if (loaded.Config is null)
        {
            var count = loaded.Problems.Errors.Count;
            Console.Error.WriteLine($"{file}: {count} error{(count == 1 ? "" : "s")}.");
            return false;
        }

        foreach (var warning in loaded.Problems.Warnings)
            Console.Error.WriteLine($"{file}: warning: {warning}");
        return true;
    }
}
