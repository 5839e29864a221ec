using System.Collections;
using System.CommandLine;
using System.IO;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Cli;

/// <summary>Reads the configuration file for a verb and reports everything that is wrong with it.</summary>
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

    /// <summary>Reads and checks all that <c>serve</c> would.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="files">What becomes of findings in the files that it names.</param>
    public static Task<(CheckedConfig? Config, ConfigProblems Problems)> LoadAsync(string file, FileCheck files = FileCheck.Refuses) =>
        ConfigLoader.LoadAsync(file, FileText.Read(file), Environment(), files);

    /// <summary>Prints all errors and warnings.</summary>
    /// <param name="file">The configuration's file.</param>
    /// <param name="problems">What was found in it.</param>
    /// <param name="output">Where to; null for standard error.</param>
    /// <returns>Whether the configuration can be used.</returns>
    public static bool Report(string file, ConfigProblems problems, TextWriter? output = null)
    {
        ProblemPrinter.Print(file, problems, output ?? Console.Error, Terminal.IsErrorColoured);
        return problems.Errors.Count == 0;
    }
}
