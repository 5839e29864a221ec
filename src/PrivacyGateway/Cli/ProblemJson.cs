using System.Text.Encodings.Web;
using System.Text.Json;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli;

/// <summary>The same problems for a program: one list for all files.</summary>
internal static class ProblemJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IEnumerable<(string File, ConfigProblems Problems)> files) => JsonSerializer.Serialize(
        files.SelectMany(static file => file.Problems.Errors.Select(error => Entry(file.File, ProblemPrinter.Error, error))
            .Concat(file.Problems.Warnings.Select(warning => Entry(file.File, ProblemPrinter.Warning, warning)))),
        Options);

    /// <summary>Line and column are null where there is no text to point to, and for a value from a variable.</summary>
    private static object Entry(string file, string severity, ConfigProblem problem)
    {
        var place = problem.Place is { Variable: null } inFile ? inFile : null;
        return new { file, problem.Path, place?.Line, place?.Column, problem.Place?.Variable, severity, problem.Message, problem.Remedy };
    }
}
