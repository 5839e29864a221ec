namespace PrivacyGateway.Configuration;

/// <summary>
/// Reads one policy. Domains, origins and URLs are kept in the form that browsers send; text that has no such form stays as written, for the
/// validators to name it.
/// </summary>
internal static class PolicyReader
{
    public static PolicyConfig Read(SectionReader section)
    {
        var defaults = new PolicyConfig { UserIdentification = new UserIdentificationConfig() };
        var policy = new PolicyConfig
        {
            UserIdentification = ReadUserIdentification(section.Section("userIdentification", isRequired: true)),
            Enforce = section.Bool("enforce", defaults.Enforce),
            Level = section.Choice("level", defaults.Level),
            KeepParameter = section.Strings("keepParameter", defaults.KeepParameter),
            ConsentValues = section.Strings("consentValues", defaults.ConsentValues),
            OptOutCookies = section.Strings("optOutCookies", defaults.OptOutCookies),
            CookieDomain = section.String("cookieDomain", defaults.CookieDomain) is { } domain ? DomainName.ToAscii(domain) ?? domain : null,
            InvisibleCookies = section.Choice("invisibleCookies", defaults.InvisibleCookies),
            ClientAddress = section.Choice("clientAddress", defaults.ClientAddress),
            TemporarySession = section.Choice("temporarySession", defaults.TemporarySession),
            AllowedSetCookies = section.Strings("allowedSetCookies", defaults.AllowedSetCookies),
            OptOutRedirects = [.. section.Strings("optOutRedirects", defaults.OptOutRedirects).Select(url => RedirectUrl.Normalize(url) ?? url)],
            StaticPaths = section.Strings("staticPaths", defaults.StaticPaths),
            Signals = SignalsReader.Read(section.SectionOrEmpty("signals")),
            AllowedOrigins = [.. section.Strings("allowedOrigins", defaults.AllowedOrigins).Select(origin => WebOrigin.Normalize(origin) ?? origin)],
            ConsentMaxAge = (int)section.Number("consentMaxAge", defaults.ConsentMaxAge, 1, PolicyConfig.BrowserDays),
            RefreshOptOut = section.Bool("refreshOptOut", defaults.RefreshOptOut),
            Delivery = section.Choice("delivery", defaults.Delivery),
            SpoolIdentified = section.Bool("spoolIdentified", defaults.SpoolIdentified),
            OnUpstreamFailure = section.Choice("onUpstreamFailure", defaults.OnUpstreamFailure),
            Limits = ReadLimits(section.SectionOrEmpty("limits")),
        };
        section.Finish();
        return policy;
    }

    private static UserIdentificationConfig ReadUserIdentification(SectionReader? section)
    {
        var defaults = new UserIdentificationConfig();
        if (section is null)
            return defaults;

        var config = new UserIdentificationConfig
        {
            EnableAnonymousFunction = section.Bool("enableAnonymousFunction", fallback: true, isRequired: true),
            AnonymousCookieName = section.String("anonymousCookieName", defaults.AnonymousCookieName)!,
            AnonymousOptIn = section.Bool("anonymousOptIn", defaults.AnonymousOptIn),
            SuppressParameter = section.Strings("suppressParameter", defaults.SuppressParameter),
        };
        section.Finish();
        return config;
    }

    private static LimitsConfig ReadLimits(SectionReader section)
    {
        var defaults = new LimitsConfig();
        var config = new LimitsConfig
        {
            BodyBytes = (int)section.Number("bodyBytes", defaults.BodyBytes, 1, LimitsConfig.MaxBodyBytes),
            BatchLines = (int)section.Number("batchLines", defaults.BatchLines, 1, 1_000_000),
        };
        section.Finish();
        return config;
    }
}
