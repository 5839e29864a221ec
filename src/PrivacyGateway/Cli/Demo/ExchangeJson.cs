using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Cli.Demo;

/// <summary>A hit for the demo's page.</summary>
internal static class ExchangeJson
{
    /// <param name="exchange">The hit.</param>
    /// <param name="strict">The same policy under the level strict; null if the hit's own is strict.</param>
    /// <param name="cookies">The cookies that the browser stores now.</param>
    public static JsonObject Describe(Exchange exchange, Policy? strict, IReadOnlyList<HeaderLine> cookies)
    {
        var explanation = exchange.Explanation;
        var config = explanation.Policy!.Config;
        return new JsonObject
        {
            ["number"] = exchange.Number,
            ["at"] = exchange.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            ["request"] = $"{exchange.Sent.Method} {exchange.Sent.Target.Split('?')[0]}",
            ["anonymousOptIn"] = config.UserIdentification.AnonymousOptIn,
            ["level"] = config.Level == PolicyLevel.Strict ? "strict" : "standard",
            ["decision"] = explanation.Verdict,
            ["signal"] = explanation.Outcome?.Decision?.DecidingVote.Signal,
            ["reason"] = explanation.Outcome?.Decision?.DecidingVote.Reason,
            ["votes"] = new JsonArray([.. explanation.Votes.Select(static vote => new JsonObject
            {
                ["signal"] = vote.Signal,
                ["stance"] = vote.Stance.ToString().ToLowerInvariant(),
                ["reason"] = vote.Reason,
            })]),
            ["forwarded"] = exchange.Received is not null,
            ["response"] = exchange.Received is null ? explanation.Response : null,
            ["status"] = exchange.Status,
            ["rows"] = new JsonArray([.. ExchangeRows.Compare(exchange, strict).Select(Describe)]),
            ["cookies"] = new JsonArray([.. ReturnedCookie.In(exchange).Select(static cookie => new JsonObject
            {
                ["name"] = cookie.Name,
                ["value"] = cookie.Value,
                ["change"] = cookie.Change,
                ["why"] = cookie.Why,
            })]),
            ["claims"] = new JsonArray([.. SectionFour.Check(exchange, cookies).Select(static claim => new JsonObject
            {
                ["claim"] = claim.Claim,
                ["isTrue"] = claim.IsMet,
                ["evidence"] = claim.Evidence,
            })]),
        };
    }

    private static JsonObject Describe(ExchangeRow row) => new()
    {
        ["place"] = row.Place?.ToString() ?? "Connection",
        ["name"] = row.Name,
        ["sent"] = row.Sent,
        ["received"] = row.Received,
        ["change"] = row.Change,
        ["rules"] = new JsonArray([.. row.Rules.Select(static rule => (JsonNode)rule)]),
        ["why"] = row.Why,
        ["looksLike"] = row.LooksLike,
        ["remedy"] = row.Remedy,
        ["identifies"] = row.Identifies,
        ["folded"] = row.IsFolded,
    };
}
