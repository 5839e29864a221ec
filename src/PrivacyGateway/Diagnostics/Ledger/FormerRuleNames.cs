using System.Collections.Frozen;

namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>Maps the rule names of older day files to today's rule ids. (docs/ledger.md, "Rules".)</summary>
internal static class FormerRuleNames
{
    public static FrozenDictionary<string, string> Ids { get; } = new Dictionary<string, string>
    {
        ["temporarySession"] = "temporary-session",
        ["suppressParameter"] = "suppress-parameter",
        ["keepParameter"] = "keep-parameter",
        ["nested URL"] = "nested-url",
        ["header not listed"] = "header-not-listed",
        ["no cookies with an anonymous hit"] = "anonymous-hit-cookie",
        ["the site's own cookie"] = "site-cookie",
        ["cookie not listed"] = "set-cookie-not-listed",
        ["client address"] = "client-address",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string ToId(string name) => Ids.GetValueOrDefault(name, name);
}
