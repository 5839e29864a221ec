using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Cli.Proving;

/// <summary>The differences from an earlier report.</summary>
/// <param name="New">Data that is forwarded now and was not in the baseline.</param>
/// <param name="Gone">Data that was forwarded in the baseline and is not now.</param>
internal sealed record Changes(IReadOnlyList<string> New, IReadOnlyList<string> Gone)
{
    /// <param name="baseline">The text of an earlier <c>report.json</c>.</param>
    /// <param name="subjects">The results of this run.</param>
    /// <exception cref="FormatException">The baseline is not a report.</exception>
    public static Changes From(string baseline, IReadOnlyList<SubjectReport> subjects)
    {
        var before = Read(baseline);
        var now = subjects.SelectMany(static subject => subject.Forwarded.SelectMany(row => row.Places.Select(
            place => Describe(subject.Route, subject.State, row.Name, place.ToString())))).ToHashSet(StringComparer.Ordinal);
        return new Changes([.. now.Except(before).Order(StringComparer.Ordinal)], [.. before.Except(now).Order(StringComparer.Ordinal)]);
    }

    private static HashSet<string> Read(string baseline)
    {
        try
        {
            var subjects = (JsonArray?)JsonNode.Parse(baseline)?["subjects"] ?? throw new InvalidOperationException();
            return
            [
                .. subjects.SelectMany(
                    static subject => ((JsonArray)subject!["left"]!).SelectMany(row => ((JsonArray)row!["places"]!).Select(place =>
                    Describe(Text(subject["route"]), Text(subject["state"]), Text(row["name"]), Text(place))))),
            ];
        }
        catch (Exception exception) when (
            exception is JsonException or InvalidCastException or InvalidOperationException or NullReferenceException)
        {
            throw new FormatException("--baseline: this is not a report.json of prove. Name the report.json of an earlier run.", exception);
        }
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static string Describe(string route, string state, string name, string place) => $"{name} ({place}) on route {route}, {state}";
}
