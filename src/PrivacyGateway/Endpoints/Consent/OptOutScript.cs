using System.IO;
using System.Text.Json;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary><c>optout.js</c> with one policy's settings in it. Under 2 KB; it needs no more of a page's CSP than its own address.</summary>
internal static class OptOutScript
{
    private static readonly string Template = Load();

    public static string For(Policy policy)
    {
        var cookies = policy.Cookies;
        var settings = JsonSerializer.Serialize(new
        {
            cookie = policy.Config.UserIdentification.AnonymousCookieName,
            value = cookies.Value,
            rolls = cookies.RollsName,
            takenBack = cookies.TakenBackName,
            scope = policy.Config.CookieDomain is { } domain ? $";Domain={domain}" : "",
            minutes = cookies.MostMinutes,
            refresh = policy.Config.RefreshOptOut,
        });
        return Template.Replace("SETTINGS", settings, StringComparison.Ordinal);
    }

    /// <summary>Comments and indentation are for readers of the source.</summary>
    private static string Load()
    {
        using var resource = typeof(OptOutScript).Assembly.GetManifestResourceStream("PrivacyGateway.Endpoints.Consent.optout.js")!;
        using var reader = new StreamReader(resource);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', lines.Where(line => !line.StartsWith("//", StringComparison.Ordinal))) + "\n";
    }
}
