namespace PrivacyGateway.Configuration;

/// <summary>Reads a policy's <c>signals</c>.</summary>
internal static class SignalsReader
{
    public static SignalsConfig Read(SectionReader section)
    {
        var defaults = new SignalsConfig();
        var signals = new SignalsConfig
        {
            PlatformsMay = section.Choice("platformsMay", defaults.PlatformsMay),
            GlobalPrivacyControl = section.Bool("globalPrivacyControl", defaults.GlobalPrivacyControl),
            DoNotTrack = section.Bool("doNotTrack", defaults.DoNotTrack),
            Tcf = ReadTcf(section.Section("tcf")),
            OneTrust = section.Strings("oneTrust", defaults.OneTrust),
            Cookiebot = section.Strings("cookiebot", defaults.Cookiebot),
            Cookies = ReadCookies(section.Section("cookies")),
        };
        section.Finish();
        return signals;
    }

    private static TcfConfig? ReadTcf(SectionReader? section)
    {
        if (section is null)
            return null;

        var defaults = new TcfConfig();
        var tcf = new TcfConfig
        {
            Cookie = section.String("cookie", defaults.Cookie)!,
            Purposes = section.Numbers("purposes", defaults.Purposes, 1, TcfConfig.HighestPurpose),
            Vendor = section.Keys.Contains("vendor") ? (int)section.Number("vendor", 1, 1, TcfConfig.HighestVendor) : null,
        };
        section.Skip("vendor");
        section.Finish();
        return tcf;
    }

    private static Dictionary<string, CookieMatchConfig> ReadCookies(SectionReader? section)
    {
        var cookies = new Dictionary<string, CookieMatchConfig>(StringComparer.Ordinal);
        foreach (var name in section?.Keys.ToArray() ?? [])
        {
            if (section!.Section(name) is not { } cookie)
                continue;
            var read = (
                Cookie: cookie.String("cookie", null, isRequired: true),
                Decode: cookie.Choice("decode", CookieDecoding.None),
                Match: cookie.String("match", null, isRequired: true),
                Means: cookie.Choice("means", ConsentMeaning.Denied, isRequired: true));
            cookie.Finish();
            if (read.Cookie is not null && read.Match is not null)
                cookies[name] = new CookieMatchConfig(read.Cookie, read.Decode, read.Match, read.Means);
        }

        return cookies;
    }
}
