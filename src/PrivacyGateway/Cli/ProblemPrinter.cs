using System.IO;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli;

/// <summary>Prints problems one per line, in the format of compiler messages, which editors can jump to.</summary>
internal static class ProblemPrinter
{
    public const string Error = "error";
    public const string Warning = "warning";

    /// <summary>Prints all errors and warnings, then the number of errors.</summary>
    public static void Print(string file, ConfigProblems problems, TextWriter output, bool isColoured)
    {
        foreach (var error in problems.Errors)
            output.WriteLine(Line(file, Error, error, isColoured));
        foreach (var warning in problems.Warnings)
            output.WriteLine(Line(file, Warning, warning, isColoured));
        if (problems.Errors.Count > 0)
            output.WriteLine($"{file}: {problems.Errors.Count} error{(problems.Errors.Count == 1 ? "" : "s")}.");
    }

    /// <summary>
    /// A variable's name replaces the file; an option has no position. Control
    /// characters are replaced, so that values cannot control the terminal.
    /// </summary>
    private static string Line(string file, string severity, ConfigProblem problem, bool isColoured)
    {
        var place = problem.Place switch
        {
            null => problem.Path.StartsWith(ConfigPath.Root, StringComparison.Ordinal) ? $"{file}: " : "",
            { Variable: not null } variable => $"{variable}: ",
            var inFile => $"{file}:{inFile.Line}:{inFile.Column}: ",
        };
        var colour = severity == Error ? Terminal.Red : Terminal.Yellow;
        return $"{OnOneLine(place)}{Terminal.Colour(colour, $"{severity}:", isColoured)} "
            + $"{OnOneLine($"{problem.Path}: {problem.Message} {problem.Remedy}")}";
    }

    private static string OnOneLine(string text) =>
        string.Create(text.Length, text, static (line, text) =>
        {
            for (var i = 0; i < line.Length; i++)
                line[i] = char.IsControl(text[i]) ? ' ' : text[i];
        });
}
