namespace PrivacyGateway.Configuration;

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
