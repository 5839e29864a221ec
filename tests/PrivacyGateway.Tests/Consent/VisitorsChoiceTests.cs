using PrivacyGateway.Configuration;
using PrivacyGateway.Tests.Hits;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Consent;

/// <summary>
/// Whether a hit is anonymous by the visitor's choice, so that identity cookies are expired. Too often, and a mistake deletes cookies that
/// cannot be restored; too rarely, and a visitor who refused keeps an identity.
/// </summary>
public sealed class VisitorsChoiceTests
{
    private static readonly SignalsConfig AllButCookies = new()
    {
        GlobalPrivacyControl = true,
        DoNotTrack = true,
    };

    [Theory]
    [InlineData("a=1", "", "I no")]
    [InlineData("miCookieOptOut=1", "", "A yes")]
    [InlineData("MICOOKIEOPTOUT=1", "", "A yes")]
    [InlineData("webtrekkOptOut=1", "", "B yes")]
    [InlineData("a=\u0001", "", "A no")]
    [InlineData("a=1", "nc=1", "A no")]
    [InlineData("miCookieOptOut=1", "nc=1", "A yes")]
    [InlineData("webtrekkOptOut=1", "nc=1", "B yes")]
    [InlineData("a=1", "Sec-GPC", "A yes")]
    [InlineData("a=1", "DNT", "A yes")]
    [InlineData("a=1", "cross-site", "A no")]
    [InlineData("a=1", "eid=1", "A no")]
    public void Opt_out_polarity_distinguishes_the_visitors_choice(string cookies, string more, string expected) =>
        Assert.Equal(expected, Decide(SamplePolicy.Standard, AllButCookies, cookies, more));

    [Theory]
    [InlineData("miCookieOptOut=1", "", "I no")]
    [InlineData("miCookieOptOut=1", "nc=1", "A no")]
    [InlineData("miCookieOptOut=0", "", "A no")]
    [InlineData("miCookieOptOut=1; miCookieOptOut=0", "", "A no")]
    [InlineData("miCookieOptOut=1; a=\u0001", "", "A no")]
    [InlineData("miCookieOptOut=1", "Sec-GPC", "A yes")]
    [InlineData("miCookieOptOut=1; webtrekkOptOut=1", "", "B yes")]
    [InlineData("miCookieOptOut=1", "eid=1", "A no")]
    [InlineData("a=1", "same-site", "A yes")]
    [InlineData("a=1", "same-origin", "A yes")]
    [InlineData("miCookieOptOut=", "same-origin", "A yes")]
    [InlineData("miCookieOptOut=0", "same-site", "A no")]
    [InlineData("a=1", "", "A no")]
    [InlineData("a=1", "cross-site", "A no")]
    [InlineData("a=1", "none", "A no")]
    public void Opt_in_polarity_distinguishes_the_visitors_choice(string cookies, string more, string expected) =>
        Assert.Equal(expected, Decide(SamplePolicy.OptIn, AllButCookies, cookies, more));

    [Theory]
    [InlineData("a=1", "", "I no")]
    [InlineData("miCookieOptOut=1", "", "I no")]
    [InlineData("a=1", "nc=1", "A no")]
    [InlineData("a=1", "Sec-GPC", "A yes")]
    [InlineData("webtrekkOptOut=1", "", "B yes")]
    public void Disabled_anonymous_function_distinguishes_the_visitors_choice(string cookies, string more, string expected) =>
        Assert.Equal(expected, Decide(SamplePolicy.FunctionOff, AllButCookies, cookies, more));

    [Theory]
    [InlineData("onetrust refused", "A yes")]
    [InlineData("onetrust no choice", "A no")]
    [InlineData("onetrust absent", "A no")]
    [InlineData("onetrust granted", "I no")]
    [InlineData("cookiebot refused", "A yes")]
    [InlineData("cookiebot 0", "A yes")]
    [InlineData("cookiebot garbage", "A no")]
    [InlineData("cookiebot absent", "A no")]
    [InlineData("cookiebot -1", "I no")]
    [InlineData("tcf purpose refused", "A yes")]
    [InlineData("tcf vendor refused", "A yes")]
    [InlineData("tcf parameter refuses", "A no")]
    [InlineData("tcf unreadable", "A no")]
    [InlineData("tcf old policy", "A no")]
    [InlineData("tcf not service-specific", "A no")]
    [InlineData("tcf absent", "A no")]
    [InlineData("tcf granted", "I no")]
    [InlineData("didomi refused", "A no")]
    [InlineData("didomi no base64", "A no")]
    [InlineData("didomi absent", "A no")]
    [InlineData("own cookie denies", "A yes")]
    [InlineData("own cookie absent", "I no")]
    public void Only_the_refusal_of_a_platform_is_the_visitors_choice(string row, string expected)
    {
        var situation = ConsentSituation.Parse(row);
        var hit = SampleHit.Get(situation.Query, ("Cookie", situation.Cookie));

        // A platform that may only restrict, and one that stands in for the cookie, whose absence is then irrelevant.
        Assert.Equal(expected, Text((SamplePolicy.Standard with { Signals = situation.Signals }).Compile().Decide(hit)));
        var standIn = SamplePolicy.OptIn with { Signals = situation.Signals with { PlatformsMay = PlatformRole.StandInForCookie } };
        Assert.Equal(
            row.StartsWith("own cookie absent", StringComparison.Ordinal) ? "A no" : expected, Text(standIn.Compile().Decide(hit)));
    }

    /// <summary>The choice counts whichever signal is named as the reason.</summary>
    [Fact]
    public void Marker_as_the_deciding_vote_does_not_hide_the_visitors_choice()
    {
        var decision = (SamplePolicy.Standard with { Signals = AllButCookies }).Compile().Decide(
            SampleHit.Get("p=1&nc=1", ("Sec-GPC", "1")));

        Assert.Equal(("marker", true), (decision.DecidingVote.Signal, decision.IsVisitorsChoice));
    }

    private static string Decide(PolicyConfig config, SignalsConfig signals, string cookies, string more)
    {
        var query = more is "nc=1" or "eid=1" ? $"p=1&{more}" : "p=1";
        List<(string, string)> headers = [("Cookie", cookies)];
        if (more is "Sec-GPC" or "DNT")
            headers.Add((more, "1"));
        if (more is "same-site" or "same-origin" or "cross-site" or "none")
            headers.Add(("Sec-Fetch-Site", more));
        if (more is "eid=1")
            headers.Add(("Sec-Fetch-Mode", "no-cors"));
        return Text((config with { Signals = signals }).Compile().Decide(SampleHit.Get(query, [.. headers])));
    }

    private static string Text(PrivacyGateway.Consent.Decision decision) =>
        $"{decision.Stance.ToString()[0]} {(decision.IsVisitorsChoice ? "yes" : "no")}";
}
