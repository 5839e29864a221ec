using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Consent.Platforms;
using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>Hits with a consent platform's value, at a time when the usual TC string is valid.</summary>
internal static class ConsentHit
{
    private static readonly TcfSignal European = new(new TcfConfig(), PlatformRole.StandInForCookie);

    /// <param name="cookies">A whole line.</param>
    /// <param name="query">With its leading <c>&amp;</c>.</param>
    public static Hit With(string cookies, string query = "") =>
        new("GET", HitKind.Tracking, Hits.HitTarget.Parse($"/111111111111111/wt?p=1{query}"), [new HeaderLine("Cookie", cookies)],
            default)
        {
            ReceivedAt = ConsentGrammar.Now,
        };

    /// <summary>Whether a TC string grants by itself.</summary>
    public static bool IsGranted(string tcString) => European.Evaluate(With($"euconsent-v2={tcString}")).Stance == Stance.Identified;
}
