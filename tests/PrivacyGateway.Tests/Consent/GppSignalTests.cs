using PrivacyGateway.Configuration;
using PrivacyGateway.Consent.Platforms;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class GppSignalTests
{
    // Version 1: six notices given, then sale, sharing and targeted advertising (1 opted out, 2 not), 15 empty fields, the agreement.
    private static readonly string NotOptedOut = UsText.Write();

    private static readonly string Granted = TcText.Write();
    private static readonly string Denied = TcText.Write(purposes: [1]);

    /// <summary>The IAB's own examples of headers.</summary>
    [Theory]
    [InlineData("DBABM~C", "2")]
    [InlineData("DBABMA~C", "2")]
    [InlineData("DBACNY~C~1YNN", "2,6")]
    [InlineData("DBACNYA~C~1YNN", "2,6")]
    [InlineData("DBABjw~C~1YNN", "5,6")]
    [InlineData("DBABL~B", "7")]
    [InlineData("DBABLA~B", "7")]
    public void GPP_header_lists_the_sections(string text, string expected)
    {
        Span<int> room = stackalloc int[GppString.MaxSections];
        Assert.True(GppString.TryRead(text, room, out var read));

        var found = new List<int>();
        for (var id = 1; id < 30; id++)
        {
            if (read.TryFind(id, out _))
                found.Add(id);
        }

        Assert.Equal(expected, string.Join(',', found));
    }

    /// <summary>The IAB's own examples of whole strings.</summary>
    [Theory]
    [InlineData("DBABM~CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA", 2, "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA")]
    [InlineData("DBABMA~CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA", 2, "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA")]
    [InlineData("DBACNY~CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA~1YNN", 2, "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA")]
    [InlineData("DBACNYA~CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA~1YNN", 6, "1YNN")]
    [InlineData("DBABjw~CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA~1YNN", 5, "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA")]
    [InlineData(
        "DBACNYA~CPSG_8APSG_8ANwAAAENAwCAAAAAAAAAAAAAAAAAAAAA.QAAA.IAAA~1YNN", 2, "CPSG_8APSG_8ANwAAAENAwCAAAAAAAAAAAAAAAAAAAAA.QAAA.IAAA")]
    public void GPP_section_is_found_by_its_id(string text, int id, string expected)
    {
        Span<int> room = stackalloc int[GppString.MaxSections];

        Assert.True(GppString.TryRead(text, room, out var read));
        Assert.True(read.TryFind(id, out var section));
        Assert.Equal(expected, section.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("DBABM")]
    [InlineData("DBAB~C")]
    [InlineData("DBABM~C~D")]
    [InlineData("DBACNY~C")]
    [InlineData("CBABM~C")]
    [InlineData("DCABM~C")]
    [InlineData("DBAAA~C")]
    [InlineData("DBAB+~C")]
    [InlineData("DBABAAAAAAAAAA~C")]
    [InlineData("DB_____________~C")]
    public void Unreadable_or_oversized_GPP_header_is_refused(string text)
    {
        Span<int> room = stackalloc int[GppString.MaxSections];

        Assert.False(GppString.TryRead(text, room, out _));
    }

    [Fact]
    public void European_GPP_section_grants_like_a_TC_string()
    {
        Assert.Equal("granted", Evaluate($"DBABM~{Granted}"));
        Assert.Equal("granted", Evaluate($"DBABM%7E{Granted}"));
        Assert.Equal("denied", Evaluate($"DBABM~{Denied}"));
        Assert.Equal("outdated", Evaluate($"DBABM~{TcText.Write(created: SampleHit.Now.AddMonths(-14))}"));
        Assert.Equal("unreadable", Evaluate($"DBABM~{TcText.Write(disclosed: null)}"));
        Assert.Equal("unreadable", Evaluate("DBABM~CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA"));
        Assert.Equal("unreadable", Evaluate("x"));
        Assert.Equal("unreadable", Evaluate(""));
        Assert.Equal("unreadable", Evaluate("DBABTA~1YNN"));
    }

    [Theory]
    [InlineData(2, 2, 2, "silent")]
    [InlineData(0, 0, 0, "silent")]
    [InlineData(1, 2, 2, "denied")]
    [InlineData(2, 1, 2, "denied")]
    [InlineData(2, 2, 1, "denied")]
    public void Opt_out_in_the_US_national_section_denies_and_its_absence_is_not_consent(
        int sale, int sharing, int advertising, string expected)
    {
        Assert.Equal(expected, Evaluate($"DBABL~{UsText.Write(1, sale, sharing, advertising)}"));
        Assert.Equal(expected, Evaluate($"DBABLA~{UsText.Write(2, sale, sharing, advertising)}.QA"));
        Assert.Equal("denied", Evaluate($"DBABLA~{UsText.Write(2, sale, sharing, advertising)}.YA"));
    }

    [Fact]
    public void Unreadable_US_national_section_is_unreadable()
    {
        Assert.Equal("unreadable", Evaluate($"DBABL~{UsText.Write(3)}"));
        Assert.Equal("unreadable", Evaluate($"DBABL~{NotOptedOut[..^1]}"));
        Assert.Equal("unreadable", Evaluate("DBABL~"));
        Assert.Equal("unreadable", Evaluate($"DBABL~{NotOptedOut}."));
        Assert.Equal("unreadable", Evaluate($"DBABL~{NotOptedOut[..^1]}+"));
    }

    [Fact]
    public void Both_GPP_sections_must_grant()
    {
        Assert.Equal("granted", Evaluate($"{Both}~{Granted}~{NotOptedOut}"));
        Assert.Equal("denied", Evaluate($"{Both}~{Granted}~{UsText.Write(1, 1)}"));
        Assert.Equal("denied", Evaluate($"{Both}~{Denied}~{NotOptedOut}"));
        Assert.Equal("unreadable", Evaluate($"{Both}~{Granted}~x"));
    }

    [Theory]
    [InlineData("2", "granted")]
    [InlineData("7", "granted")]
    [InlineData("2,7", "granted")]
    [InlineData("2_7", "granted")]
    [InlineData("2%2C7", "granted")]
    [InlineData("8", "unreadable")]
    [InlineData("2,8", "unreadable")]
    [InlineData("6", "unreadable")]
    [InlineData("-1", "unreadable")]
    [InlineData("", "unreadable")]
    [InlineData("x", "unreadable")]
    public void Each_applicable_GPP_section_must_be_present_and_readable(string sections, string expected) =>
        Assert.Equal(
            expected, VoteText.From(Signal().Evaluate(SampleHit.Get($"p=1&gpp={Both}~{Granted}~{NotOptedOut}&gpp_sid={sections}"))));

    [Fact]
    public void Missing_applicable_GPP_section_makes_the_string_unreadable() =>
        Assert.Equal("unreadable", VoteText.From(Signal().Evaluate(SampleHit.Get($"p=1&gpp=DBABM~{Granted}&gpp_sid=7"))));

    [Theory]
    [InlineData("a=1", "p=1", "unanswered")]
    [InlineData("a=1", "p=1&gpp=DBABM~G", "granted")]
    [InlineData("a=1", "p=1&GPP=DBABM~G", "granted")]
    [InlineData("a=1", "p=1&gpp=DBABM~D", "unproven")]
    [InlineData("a=1", "p=1&gpp=DBABM~G&gpp=x", "unreadable")]
    [InlineData("OTGPPConsent=DBABM~G", "p=1&gpp=DBABM~D", "unproven")]
    [InlineData("OTGPPConsent=DBABM~D", "p=1&gpp=DBABM~G", "denied")]
    [InlineData("otgppconsent=DBABM~G", "p=1", "unanswered")]
    public void GPP_cookie_and_parameters_must_all_grant(string cookies, string query, string expected) => Assert.Equal(
        expected,
        VoteText.From(Signal().Evaluate(SampleHit.Get(Fill(query), ("Cookie", Fill(cookies))))));

    private static string Both { get; } = UsText.Header(2, 7);

    private static string Fill(string text) =>
        text.Replace("~G", $"~{Granted}", StringComparison.Ordinal).Replace("~D", $"~{Denied}", StringComparison.Ordinal);

    private static GppSignal Signal() => new(new TcfConfig { Cookie = TcfConfig.GppCookie }, PlatformRole.StandInForCookie);

    private static string Evaluate(string text) =>
        VoteText.From(Signal().Evaluate(SampleHit.Get("p=1", ("Cookie", $"OTGPPConsent={text}"))));
}
