using System.Text.Encodings.Web;
using System.Text.Json;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli;

/// <summary>The same explanation for a program.</summary>
internal static class ExplanationJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Explanation explanation)
    {
        var withheld = explanation.Outcome.Trace.Entries.Select(entry => new { Place = entry.Place.ToString(), entry.Name, entry.Rule, entry.Count });
        var isEnforced = !explanation.Outcome.IsShadow;
        return JsonSerializer.Serialize(
            new
            {
                Route = explanation.Route.Id,
                Policy = explanation.Policy.Name,
                Decision = explanation.Verdict,
                Enforced = isEnforced,
                By = explanation.Outcome.Decision?.By.Signal,
                Votes = explanation.Policy.Votes(explanation.Hit).Select(vote => new { vote.Signal, Stance = vote.Stance.ToString().ToLowerInvariant(), vote.Reason }),
                explanation.Answer,
                explanation.EnforcedAnswer,
                explanation.Expired,
                explanation.Before,
                After = explanation.Outcome is ForwardedOutcome ? explanation.After : null,
                Withheld = isEnforced ? withheld : [],
                WouldBeWithheld = isEnforced ? [] : withheld,
            },
            Options);
    }
}
