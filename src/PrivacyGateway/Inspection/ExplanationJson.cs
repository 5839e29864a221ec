using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.Consent;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Inspection;

/// <summary>Writes an explanation as JSON. (<c>config/explain.schema.json</c>)</summary>
internal static class ExplanationJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Explanation explanation) => Serialize(Describe(explanation));

    public static string Serialize(JsonObject described) => described.ToJsonString(Options);

    public static JsonObject Describe(Explanation explanation)
    {
        var stripped = StrippedItems.In(explanation);
        var isEnforced = explanation.Outcome is not { IsShadow: true };
        return new JsonObject
        {
            ["route"] = explanation.Judgement.Route,
            ["policy"] = explanation.Policy?.Name,
            ["decision"] = explanation.Verdict,
            ["enforced"] = isEnforced,
            ["by"] = explanation.Outcome?.Decision?.DecidingVote.Signal,
            ["votes"] = new JsonArray([.. explanation.Votes.Select(Describe)]),
            ["answeredBy"] = explanation.ServedBy,
            ["status"] = explanation.Status,
            ["answer"] = explanation.Response,
            ["enforcedAnswer"] = explanation.EnforcedResponse,
            ["expired"] = Texts(explanation.Expired),
            ["before"] = Texts(explanation.Before),
            ["after"] = explanation.Outcome is ForwardResult ? Texts(explanation.After) : null,
            ["withheld"] = new JsonArray([.. isEnforced ? stripped.Select(Describe) : []]),
            ["wouldBeWithheld"] = new JsonArray([.. isEnforced ? [] : stripped.Select(Describe)]),
            ["kept"] = new JsonArray([.. ForwardedItems.In(explanation).Select(Describe)]),
            ["notes"] = Texts(explanation.Notes),
        };
    }

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);

    private static JsonObject Describe(Vote vote) => new()
    {
        ["signal"] = vote.Signal,
        ["stance"] = Explanation.NameOf(vote.Stance),
        ["reason"] = vote.Reason,
    };

    private static JsonObject Describe(StrippedItem item) => new()
    {
        ["place"] = item.Place.ToString(),
        ["name"] = item.Name,
        ["rule"] = item.Rule,
        ["count"] = item.Count,
        ["note"] = item.Note,
    };

    private static JsonObject Describe(ForwardedItem item) => new()
    {
        ["place"] = item.Place.ToString(),
        ["name"] = item.Name,
        ["why"] = item.Why.Id,
        ["reason"] = item.Why.Text,
        ["looksLike"] = item.LooksLike,
        ["count"] = item.Count,
    };
}
