using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli;

/// <summary>
/// The output of <c>validate</c>: problems on standard error, results on
/// standard output. With <c>--json</c>, only one list on standard output.
/// </summary>
internal sealed class ValidateOutput(bool isJson, bool isStrict)
{
    private readonly List<(string File, ConfigProblems Problems)> _reported = [];

    /// <returns>Whether the file is valid.</returns>
    public bool Report(string file, ConfigProblems problems)
    {
        if (isStrict)
            problems = problems.WithWarningsAsErrors();
        _reported.Add((file, problems));
        if (!isJson)
            ProblemPrinter.Print(file, problems, Console.Error, Terminal.IsErrorColoured);
        return problems.Errors.Count == 0;
    }

    public void Valid(string file, GatewayConfig config) =>
        Print($"{file}: valid, {config.Routes.Count} route(s), {config.Policies.Count} polic{(config.Policies.Count == 1 ? "y" : "ies")}.");

    public void Print(string text)
    {
        if (!isJson)
            Console.WriteLine(text);
    }

    /// <returns>The exit code.</returns>
    public int Finish()
    {
        if (isJson)
            Console.WriteLine(ProblemJson.Write(_reported));
        return _reported.TrueForAll(static file => file.Problems.Errors.Count == 0) ? ExitCodes.Fine : ExitCodes.Wrong;
    }
}
