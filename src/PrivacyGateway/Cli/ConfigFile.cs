using System.Collections;
using System.CommandLine;
using System.IO;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Cli;

/// <summary>Loads the configuration file of a verb and reports its problems.</summary>
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

    /// <summary>Reads and validates as <c>serve</c> does.</summary>
    /// <param name="file">The path.</param>
    /// <param name="files">How to report problems of the files that the configuration names.</param>
    public static Task<(CheckedConfig? Config, ConfigProblems Problems)> LoadAsync(string file, FileCheck files = FileCheck.Fail) =>
        ConfigLoader.LoadAsync(file, FileText.Read(file), Environment(), files);

    /// <summary>Prints all errors and warnings.</summary>
    /// <param name="file">The configuration file.</param>
    /// <param name="problems">Its problems.</param>
    /// <param name="output">Takes the lines; null for standard error.</param>
    /// <returns>Whether the configuration can be used.</returns>
    public static bool Report(string file, ConfigProblems problems, TextWriter? output = null)
    {
        ProblemPrinter.Print(file, problems, output ?? Console.Error, Terminal.IsErrorColoured);
        return problems.Errors.Count == 0;
    }
}
