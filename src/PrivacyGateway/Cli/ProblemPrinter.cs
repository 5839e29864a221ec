using System.IO;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli;

/// <summary>Prints problems for a reader, one a line, in the form of compilers, which editors jump to.</summary>
internal static class ProblemPrinter
{
    public const string Error = "error";
    public const string Warning = "warning";

    /// <summary>All errors and all warnings, then how many errors there are.</summary>
    public static void Print(string file, ConfigProblems problems, TextWriter output, bool isColoured)
    {
        foreach (var error in problems.Errors)
            output.WriteLine(Line(file, Error, error, isColoured));
        foreach (var warning in problems.Warnings)
            output.WriteLine(Line(file, Warning, warning, isColoured));
        if (problems.Errors.Count > 0)
            output.WriteLine($"{file}: {problems.Errors.Count} error{(problems.Errors.Count == 1 ? "" : "s")}.");
    }

    /// <summary>A variable stands in the file's place; an option has none. What a value holds must not steer the terminal.</summary>
    private static string Line(string file, string severity, ConfigProblem problem, bool isColoured)
    {
        var place = problem.Place switch
        {
            null => problem.Path.StartsWith(ConfigPath.Root, StringComparison.Ordinal) ? $"{file}: " : "",
            { Variable: not null } variable => $"{variable}: ",
            var inFile => $"{file}:{inFile.Line}:{inFile.Column}: ",
        };
        var colour = severity == Error ? Terminal.Red : Terminal.Yellow;
        return $"{OnOneLine(place)}{Terminal.Colour(colour, $"{severity}:", isColoured)} {OnOneLine($"{problem.Path}: {problem.Message} {problem.Remedy}")}";
    }

    private static string OnOneLine(string text) =>
        string.Create(text.Length, text, static (line, text) =>
        {
            for (var i = 0; i < line.Length; i++)
                line[i] = char.IsControl(text[i]) ? ' ' : text[i];
        });
}
