using System.IO;
using System.Text.Json.Nodes;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary>
/// Creates <c>optout.js</c> with a policy's settings. It is smaller than 2 KB, and a page's CSP only needs to allow its URL.
/// </summary>
internal static class OptOutScript
{
    private static readonly string Template = Load();

    public static string Create(Policy policy)
    {
        var cookies = policy.Cookies;
        var settings = new JsonObject
        {
            ["cookie"] = policy.Config.UserIdentification.AnonymousCookieName,
            ["value"] = cookies.Value,
            ["rolls"] = cookies.RollsName,
            ["takenBack"] = cookies.WithdrawnName,
            ["scope"] = policy.Config.CookieDomain is { } domain ? $";Domain={domain}" : "",
            ["minutes"] = cookies.MaxMinutes,
            ["refresh"] = policy.Config.RefreshOptOut,
        }.ToJsonString();
        return Template.Replace("SETTINGS", settings, StringComparison.Ordinal);
    }

    /// <summary>Loads the script without comments and indentation.</summary>
    private static string Load()
    {
        using var resource = typeof(OptOutScript).Assembly.GetManifestResourceStream("PrivacyGateway.Endpoints.Consent.optout.js")!;
        using var reader = new StreamReader(resource);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', lines.Where(line => !line.StartsWith("//", StringComparison.Ordinal))) + "\n";
    }
}
