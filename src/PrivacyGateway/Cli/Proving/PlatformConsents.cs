using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Cookies of the configured consent platforms that grant and refuse consent.</summary>
/// <param name="Granted">Cookies that grant consent.</param>
/// <param name="Refused">Cookies that refuse consent.</param>
/// <param name="NotProduced">Platforms whose granting cookie cannot be written.</param>
internal sealed record PlatformConsents(IReadOnlyList<string> Granted, IReadOnlyList<string> Refused, IReadOnlyList<string> NotProduced)
{
    /// <summary>Common values for "granted"; the first that matches the operator's pattern is used.</summary>
    private static readonly string[] Guesses = [
        "1", "true", "yes", "allow", "accept", "accepted", "granted", "all", "analytics", "statistics", "0:1,1:1,2:1", "1:", "2:"];

    public bool CanBeGranted => NotProduced.Count == 0;

    public static PlatformConsents From(SignalsConfig signals, DateTimeOffset now)
    {
        var (granted, refused, missing) = (new List<string>(), new List<string>(), new List<string>());
        if (signals.Tcf is { } tcf)
        {
            granted.Add($"{tcf.Cookie}={ConsentText.Tcf(tcf, now)}");
            refused.Add($"{tcf.Cookie}={ConsentText.Tcf(tcf with { Purposes = [] }, now)}");
        }

        if (signals.Gpp is not null)
            missing.Add("gpp");
        if (signals.OneTrust.Count > 0)
        {
            granted.Add($"OptanonConsent=groups={string.Join(',', signals.OneTrust.Select(static group => $"{group}:1"))}".Replace(
                ",", "%2C", StringComparison.Ordinal));
            granted.Add("OptanonAlertBoxClosed=answered");
            refused.Add($"OptanonConsent=groups={signals.OneTrust[0]}:0");
            refused.Add("OptanonAlertBoxClosed=answered");
        }

        if (signals.Cookiebot.Count > 0)
        {
            granted.Add("CookieConsent=-1");
            refused.Add("CookieConsent=0");
        }

        foreach (var (name, cookie) in signals.Cookies.Where(static pair => pair.Value.Means == ConsentMeaning.Granted))
        {
            var pattern = CookiePattern.Parse(cookie.Match);
            if (cookie is { Decode: CookieDecoding.None, TimestampAfter: null }
                && Array.Find(Guesses, guess => pattern?.Matches(guess) == true) is { } value)
                granted.Add($"{cookie.Cookie}={value}");
            else
                missing.Add($"cookie:{name}");
        }

        return new PlatformConsents(granted, refused, missing);
    }
}
