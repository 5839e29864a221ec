using PrivacyGateway.Configuration;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli.Proving;

/// <summary>
/// The names that a policy promises to strip at each location. Implements <c>docs/behaviour.md</c> and <c>docs/configuration.md</c>
/// independently of the rewriter's tables, so that a broken rule shows as a leak and not as a changed promise.
/// </summary>
internal sealed class Promises(PolicyConfig policy)
{
    /// <summary>The level's general restrictions of headers and responses, which no rule of a hit names.</summary>
    public const string Level = "level";

    /// <summary>Hits with an opt-out cookie are not forwarded.</summary>
    public const string OptOut = "opt-out-cookie";

    /// <summary>Calls of identifier services are not forwarded for anonymous visitors.</summary>
    public const string NotForwarded = "not-forwarded";

    /// <summary>The random letters that the pixel appends to its path are stripped.</summary>
    public const string Path = "path";

    public const string ReferrerHost = "(referrer host)";
    public const string ReferrerPath = "(referrer path)";
    public const string ReferrerQuery = "(referrer query)";

    private bool IsStrict => policy.Level == PolicyLevel.Strict;

    /// <summary>The rule for a parameter of an anonymous hit; null if it may be forwarded.</summary>
    public string? Parameter(CanaryName name, CanaryLocation placing) => placing switch
    {
        CanaryLocation.Query or CanaryLocation.Form or CanaryLocation.BatchLine or CanaryLocation.BatchUrl => Whole(name),
        CanaryLocation.NestedUrl or CanaryLocation.DoublyNestedUrl => Nested(name)
            ?? (IsStrict && !IsKept(name.Name) && !IsKeptCampaign(name) ? RuleNames.NestedUrl : null),
        CanaryLocation.PageReferrer => Nested(name) ?? Referrer(ReferrerQuery),
        CanaryLocation.Json => name.Data is ReportedCategory.Identifier or ReportedCategory.Contact ? Nested(name) : null,
        _ => Nested(name),
    };

    /// <summary>The rule for a part of an external referrer; null if it may be forwarded.</summary>
    public string? Referrer(string part) =>
        policy.Referrer == ReferrerMode.None || (policy.Referrer == ReferrerMode.Host && part != ReferrerHost) ? RuleNames.Referrer : null;

    /// <summary>The rule for a value of a personal form; null if the level forwards it.</summary>
    public string? Value(PersonalForm form) => IsStrict || form.IsForEveryLevel ? form.Rule : null;

    /// <summary>The rule for a header of an anonymous hit.</summary>
    public string? Header(string name) =>
        !name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase) && !name.Equals("Accept", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("Accept-Language", StringComparison.OrdinalIgnoreCase)
            ? RuleNames.HeaderNotListed
            : IsStrict ? Level : null;

    /// <summary>
    /// The rule for a header of an identified hit: headers of the browser are forwarded, those of networks and scripts are stripped.
    /// </summary>
    public static string? IdentifiedHeader(string name) => IsForwardedWhenIdentified(name) ? null : RuleNames.HeaderNotListed;

    /// <summary>The rule for a field of <c>p</c> that does not have the pixel's format; null if it may be forwarded.</summary>
    public string? PageField => IsStrict ? RuleNames.PageField : null;

    /// <summary>The rule for the body of a response to an anonymous visitor.</summary>
    public string? ResponseBody => IsStrict ? Level : null;

    private string? Whole(CanaryName name) => Nested(name) ?? name.Data switch
    {
        _ when IsKept(name.Name) => null,
        ReportedCategory.Marker => RuleNames.Marker,
        ReportedCategory.Device => IsStrict ? RuleNames.Fingerprint : null,
        ReportedCategory.TemporarySession => policy.TemporarySession == TemporarySessionMode.Drop ? RuleNames.TemporarySession : null,
        ReportedCategory.Unknown or ReportedCategory.Referrer => IsStrict ? RuleNames.Unknown : null,
        _ => null,
    };

    /// <summary>The rule for a name at any location; <see cref="Whole"/> adds the rules for parameters of the hit itself.</summary>
    private string? Nested(CanaryName name) => name.Data switch
    {
        ReportedCategory.Suppressed => RuleNames.SuppressParameter,
        _ when IsKept(name.Name) => null,
        ReportedCategory.Identifier => RuleNames.Identity,
        ReportedCategory.Contact => RuleNames.Contact,
        ReportedCategory.ClickId => policy.KeepClickIds ? null : RuleNames.ClickId,
        ReportedCategory.PersonalName => RuleNames.PersonalName,
        ReportedCategory.Customer => IsStrict ? RuleNames.Customer : null,
        _ => null,
    };

    private bool IsKeptCampaign(CanaryName name) => name.Data == ReportedCategory.Campaign && policy.KeepCampaign;

    private bool IsKept(string name) => policy.KeepParameter.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsForwardedWhenIdentified(string name) => name.ToLowerInvariant() switch
    {
        "user-agent" or "accept" or "accept-language" or "accept-encoding" or "referer" or "origin" or "if-none-match"
            or "if-modified-since" or "dnt" or "sec-gpc" => true,
        var other => other.StartsWith("sec-ch-", StringComparison.Ordinal) || other.StartsWith("sec-fetch-", StringComparison.Ordinal),
    };
}
