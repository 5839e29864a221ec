namespace PrivacyGateway.Configuration;

/// <summary>Everything that was found, so that all of it can be said at once.</summary>
internal sealed class ConfigProblems
{
    private readonly List<ConfigProblem> _errors = [];
    private readonly List<ConfigProblem> _warnings = [];

    public IReadOnlyList<ConfigProblem> Errors => _errors;

    public IReadOnlyList<ConfigProblem> Warnings => _warnings;

    public void Error(string path, string message, string remedy) => _errors.Add(new ConfigProblem(path, message, remedy));

    public void Warn(string path, string message, string remedy) => _warnings.Add(new ConfigProblem(path, message, remedy));
}
