using System.Collections;
using System.CommandLine;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;

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

    /// <summary>Reads and checks all that <c>serve</c> would.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="files">What becomes of findings in the files that it names.</param>
    public static Task<(CheckedConfig? Config, ConfigProblems Problems)> LoadAsync(string file, FileCheck files = FileCheck.Refuses) =>
        ConfigLoader.LoadAsync(file, ConfigLoader.Read(file), Environment(), files);

    /// <summary>Prints all errors, and the warnings if there is none.</summary>
    /// <returns>Whether the configuration can be used.</returns>
    public static bool Report(string file, ConfigProblems problems)
    {
        foreach (var error in problems.Errors)
            Console.Error.WriteLine(Line(file, "error", error));
        if (problems.Errors.Count > 0)
        {
            var count = problems.Errors.Count;
            Console.Error.WriteLine($"{file}: {count} error{(count == 1 ? "" : "s")}.");
            return false;
        }

        foreach (var warning in problems.Warnings)
            Console.Error.WriteLine(Line(file, "warning", warning));
        return true;
    }

    /// <summary>The form of compilers, which editors jump to; a variable stands in the file's place.</summary>
    private static string Line(string file, string severity, ConfigProblem problem)
    {
        var place = problem.Place switch
        {
            null => file,
            { Variable: not null } variable => variable.ToString(),
            var inFile => $"{file}:{inFile.Line}:{inFile.Column}",
        };
        return $"{place}: {severity}: {problem.Path}: {problem.Message} {problem.Remedy}";
    }
}
