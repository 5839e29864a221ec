namespace PrivacyGateway.Configuration;

/// <summary>Everything that was found, so that all of it can be said at once.</summary>
internal sealed class ConfigProblems
{
    private readonly List<ConfigProblem> _errors = [];
    private readonly List<ConfigProblem> _warnings = [];
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    public IReadOnlyList<ConfigProblem> Errors => _errors;

    public IReadOnlyList<ConfigProblem> Warnings => _warnings;

    /// <summary>Finds the place of a JSON path; set as soon as there is a text. Until then problems have no place.</summary>
    public Func<string, ConfigPlace?> Locate { get; set; } = static _ => null;

    public void Error(string path, string message, string remedy) => Error(path, message, remedy, Locate(path));

    /// <summary>For a place that the path does not lead to.</summary>
    public void Error(string path, string message, string remedy, ConfigPlace? place)
    {
        if (!_unreadable.Contains(path))
            Add(new ConfigProblem(path, message, remedy, place));
    }

    /// <summary>For a value that cannot be read: something else stands in for it from now on, and what is said of that is not reported.</summary>
    public void Unreadable(string path, string message, string remedy)
    {
        Error(path, message, remedy);
        _unreadable.Add(path);
    }

    /// <summary>The same, nothing excused.</summary>
    public ConfigProblems WithWarningsAsErrors()
    {
        var strict = new ConfigProblems();
        strict._errors.AddRange([.. _errors, .. _warnings]);
        return strict;
    }

    public void Add(ConfigProblem error) => _errors.Add(error);

    public void Warn(string path, string message, string remedy) => Warn(path, message, remedy, Locate(path));

    /// <summary>For a place that the path does not lead to.</summary>
    public void Warn(string path, string message, string remedy, ConfigPlace? place)
    {
        if (!_unreadable.Contains(path))
            _warnings.Add(new ConfigProblem(path, message, remedy, place));
    }
}
