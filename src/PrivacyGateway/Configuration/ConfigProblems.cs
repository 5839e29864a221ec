namespace PrivacyGateway.Configuration;

/// <summary>All problems of a configuration, so that one run reports them all.</summary>
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

    /// <summary>For a place that does not follow from the path.</summary>
    public void Error(string path, string message, string remedy, ConfigPlace? place)
    {
        if (!_unreadable.Contains(path))
            Add(new ConfigProblem(path, message, remedy, place));
    }

    /// <summary>
    /// For a value that cannot be read. Its default is validated instead, and further problems of this path are not reported.
    /// </summary>
    public void Unreadable(string path, string message, string remedy)
    {
        Error(path, message, remedy);
        _unreadable.Add(path);
    }

    /// <summary>The same problems, each warning as an error.</summary>
    public ConfigProblems WithWarningsAsErrors()
    {
        var strict = new ConfigProblems();
        strict._errors.AddRange([.. _errors, .. _warnings]);
        return strict;
    }

    public void Add(ConfigProblem error) => _errors.Add(error);

    public void Warn(string path, string message, string remedy) => Warn(path, message, remedy, Locate(path));

    /// <summary>For a place that does not follow from the path.</summary>
    public void Warn(string path, string message, string remedy, ConfigPlace? place)
    {
        if (!_unreadable.Contains(path))
            _warnings.Add(new ConfigProblem(path, message, remedy, place));
    }
}

/// <summary>A problem of the configuration, with its place and its remedy.</summary>
/// <param name="Path">JSON path, such as <c>$.PrivacyGateway.Policies.default.level</c>.</param>
/// <param name="Message">The problem, with the value where it helps.</param>
/// <param name="Remedy">The text or key to write instead.</param>
/// <param name="Place">Where it was written; null if there is no text to point to.</param>
internal sealed record ConfigProblem(string Path, string Message, string Remedy, ConfigPlace? Place = null)
{
    public override string ToString() => $"{(Place is null ? "" : $"{Place}: ")}{Path}: {Message} {Remedy}";
}

/// <summary>Where a value was written: in a line of the file, or in an environment variable.</summary>
internal sealed record ConfigPlace
{
    private ConfigPlace()
    {
    }

    /// <summary>From 1; 0 if the value came from a variable.</summary>
    public int Line { get; private init; }

    /// <summary>From 1, in characters; 0 if the value came from a variable.</summary>
    public int Column { get; private init; }

    /// <summary>Null if the value stands in the file.</summary>
    public string? Variable { get; private init; }

    public static ConfigPlace InFile(int line, int column) => new() { Line = line, Column = column };

    public static ConfigPlace InEnvironment(string variable) => new() { Variable = variable };

    public override string ToString() => Variable is null ? $"line {Line}, column {Column}" : $"environment variable {Variable}";
}
