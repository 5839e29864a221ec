using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>The file as a tree, with the environment's values laid over it.</summary>
/// <param name="File">Its name, for messages.</param>
/// <param name="Root">The merged tree.</param>
/// <param name="Variables">
/// By JSON path, the environment variable that set the value, or that began the
/// section or list: a path that is here is not in the file, or is overridden.
/// </param>
internal sealed record ConfigDocument(string File, JsonObject Root, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>Receives what is read, defaults included; starts as a copy of the tree. Null if no caller needs it.</summary>
    public JsonObject? Effective { get; init; }

    /// <summary>
    /// Null, with an error, if the text is not a JSON object. From then on <paramref name="problems"/> finds the place of each path.
    /// </summary>
    public static ConfigDocument? Parse(string file, string json, IReadOnlyDictionary<string, string> environment, ConfigProblems problems)
    {
        if (ConfigText.Parse(json, problems) is not { } text)
            return null;

        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        problems.Locate = path =>
            VariableOf(path, text, variables) is { } variable ? ConfigPlace.InEnvironment(variable) : text.PlaceOf(path);
        EnvironmentOverlay.Apply(text.Root, environment, variables, problems);
        return new ConfigDocument(file, text.Root, variables);
    }

    /// <summary>Whether the value came as text from the environment, where a number is written like a word.</summary>
    public bool IsFromEnvironment(string path) => Variables.ContainsKey(path);

    /// <summary>The variable that set a path, or the nearest parent that is there.</summary>
    private static string? VariableOf(string path, ConfigText text, Dictionary<string, string> variables)
    {
        for (var present = path; present is not null; present = ConfigPath.Parent(present))
        {
            if (variables.TryGetValue(present, out var variable))
                return variable;
            if (text.Offsets.ContainsKey(present))
                return null;
        }

        return null;
    }
}
