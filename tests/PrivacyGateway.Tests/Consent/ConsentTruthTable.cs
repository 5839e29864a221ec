namespace PrivacyGateway.Tests.Consent;

/// <summary>
/// Written by hand, from docs/consent.md. A row is a signal's situation, the only signal that is configured beside the cookie.
/// A letter is a situation of the anonymous cookie: absent, empty, <c>1</c>, <c>0</c>, <c>1</c> twice, <c>1</c> and <c>0</c>,
/// <c>MICOOKIEOPTOUT=1</c>. I identified, A anonymous, B blocked.
/// </summary>
internal static class ConsentTruthTable
{
    public static IReadOnlyList<string> Cookies { get; } =
    [
        "a=1", "miCookieOptOut=", "miCookieOptOut=1", "miCookieOptOut=0", "miCookieOptOut=1; miCookieOptOut=1",
        "miCookieOptOut=1; miCookieOptOut=0", "MICOOKIEOPTOUT=1",
    ];

    /// <summary>In the order of the columns: polarity, and what platforms may do.</summary>
    public static IReadOnlyList<(string Polarity, bool MayStandIn)> Columns { get; } =
        [("off", false), ("off", true), ("opt-out", false), ("opt-out", true), ("opt-in", false), ("opt-in", true)];

    //                                off             opt-out         opt-in
    //                                restrict stand  restrict stand  restrict stand in
    public const string Rows = """
        none                        | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA AAIAIAA
        nc=1                        | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        full opt-out                | BBBBBBB BBBBBBB BBBBBBB BBBBBBB BBBBBBB BBBBBBB
        gpc 1                       | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        gpc 0                       | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA AAIAIAA
        gpc 1, not configured       | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA AAIAIAA
        dnt 1                       | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        dnt 0                       | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA AAIAIAA
        tcf granted                 | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA IIIAIAI
        tcf granted by parameter    | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA IIIAIAI
        tcf parameter refuses       | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        tcf purpose refused         | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        tcf vendor refused          | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        tcf not service-specific    | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        tcf old policy              | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        tcf unreadable              | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        tcf absent                  | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        tcf granted and refused     | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        onetrust granted            | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA IIIAIAI
        onetrust refused            | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        onetrust no choice          | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        onetrust both               | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        onetrust asks again         | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        onetrust other group        | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        onetrust absent             | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        cookiebot granted           | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA IIIAIAI
        cookiebot refused           | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        cookiebot in the stamp      | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        cookiebot 0                 | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        cookiebot -1                | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA IIIAIAI
        cookiebot garbage           | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        cookiebot absent            | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        didomi granted              | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA IIIAIAI
        didomi refused              | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        didomi no base64            | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        didomi absent               | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        trustcommander granted      | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA IIIAIAI
        trustcommander refused      | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        trustcommander opted out    | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        shopware granted            | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA IIIAIAI
        shopware absent             | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        shopware 0                  | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        own cookie denies           | AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA AAAAAAA
        own cookie says else        | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA AAIAIAA
        own cookie absent           | IIIIIII IIIIIII IIAAAAA IIAAAAA AAIAIAA AAIAIAA
        """;
}
