using System.Text.Json.Nodes;
using PrivacyGateway.Inspection;

namespace PrivacyGateway.Cli.Explaining;

/// <summary>
/// Writes a recording as JSON. Only the chosen detail holds values that the browser sent. (<c>config/explain.schema.json</c>)
/// </summary>
internal static class RecordingJson
{
    public static string Write(ExplainInput input, IReadOnlyList<RecordedHit> hits, IReadOnlyList<string> notes, int? detail) =>
        ExplanationJson.Serialize(new JsonObject
        {
            ["source"] = input.Name,
            ["hits"] = new JsonArray([.. hits.Select(Row)]),
            ["optOutCalls"] = input.OptOutCalls,
            ["others"] = input.OtherRequests,
            ["notes"] = ExplanationJson.Texts(notes),
            ["detail"] = detail is { } number ? ExplanationJson.Describe(hits[number - 1].Explanation) : null,
        });

    private static JsonObject Row(RecordedHit hit)
    {
        var explanation = hit.Explanation;
        return new JsonObject
        {
            ["number"] = hit.Number,
            ["time"] = explanation.Request.SentAt,
            ["host"] = hit.Host,
            ["request"] = hit.Name,
            ["route"] = explanation.Judgement.Route,
            ["policy"] = explanation.Policy?.Name,
            ["decision"] = explanation.Verdict,
            ["by"] = explanation.Outcome?.Decision?.DecidingVote.Signal,
            ["removed"] = explanation.Outcome is null ? null : hit.Removed,
            ["answeredBy"] = explanation.ServedBy,
            ["status"] = explanation.Status,
        };
    }
}
