using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli;

/// <summary>Writes the problems of all files as one JSON list.</summary>
internal static class ProblemJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IEnumerable<(string File, ConfigProblems Problems)> files) => new JsonArray(
    [
        .. files.SelectMany(static file => file.Problems.Errors.Select(error => Entry(file.File, ProblemPrinter.Error, error))
            .Concat(file.Problems.Warnings.Select(warning => Entry(file.File, ProblemPrinter.Warning, warning)))),
    ]).ToJsonString(Options);

    /// <summary>Line and column are null if the problem has no position, or the value comes from an environment variable.</summary>
    private static JsonObject Entry(string file, string severity, ConfigProblem problem)
    {
        var place = problem.Place is { Variable: null } inFile ? inFile : null;
        return new JsonObject
        {
            ["file"] = file,
            ["path"] = problem.Path,
            ["line"] = place?.Line,
            ["column"] = place?.Column,
            ["variable"] = problem.Place?.Variable,
            ["severity"] = severity,
            ["message"] = problem.Message,
            ["remedy"] = problem.Remedy,
        };
    }
}
