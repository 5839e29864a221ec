using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class PageComparisonTests
{
    private const string ScriptCookies = "wtstp_rla=111111111111111%2C1%2C1795455263868";

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, PageComparisonTable.Rows.Count)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Page_and_policy_are_compared_as_the_table_says(int row)
    {
        var (policy, from, cookies, query, kind) = PageComparisonTable.Rows[row];

        var found = Compare(Policy(policy), SampleHit.Get(query, Headers(from, cookies)));

        Assert.True(found == kind, $"{policy}, {from}, \"{cookies}\", {query}: expected {kind ?? "(none)"}, found {found ?? "(none)"}.");
    }

    [Theory]
    [InlineData("opt-in", "?p=600,home&pf=112&eid=1\n", "", PageMismatch.IdentifiedWithoutConsent)]
    [InlineData("opt-in", "?p=600,home&pf=112&nc=1", "miCookieOptOut=1", PageMismatch.MarkedDespiteConsent)]
    [InlineData("opt-in", "wt?p=600,a&pf=112&eid=1\nwt?p=600,b&pf=112&eid=1\n", "", null)]
    [InlineData("opt-out", "wt?p=600,a&pf=112&nc=1\r\nwt?p=600,b&pf=112\r\n", "", null)]
    public void Beacon_is_compared_and_a_batch_of_several_lines_is_not(string policy, string body, string cookies, string? kind) =>
        Assert.Equal(kind, Compare(Policy(policy), SampleHit.Post(SampleHit.BatchPath, body, Headers("page", cookies))));

    [Theory]
    [InlineData("/111111111111111/cc?a=s&eid=1")]
    [InlineData("/111111111111111/cdb?eid=1")]
    public void Cookie_control_call_is_not_compared(string target) =>
        Assert.Null(Compare(Policy("opt-in"), SampleHit.Create("GET", target, "", Headers("page", ""))));

    [Fact]
    public void Unreadable_body_is_not_compared() =>
        Assert.Null(Compare(Policy("opt-in"), SampleHit.Post(SampleHit.BatchPath, "eid=1\0", Headers("page", ""))));

    [Theory]
    [InlineData("opt-in", 3)]
    [InlineData("opt-out", 3)]
    [InlineData("off", 1)]
    public void Policy_lists_the_mismatches_that_it_can_find(string policy, int kinds)
    {
        var found = PageComparisonTable.Rows.Where(row => row.Policy.Split(' ')[0] == policy).Select(row => row.Kind).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(found.Order(StringComparer.Ordinal), Policy(policy).PageMismatches.Order(StringComparer.Ordinal));
        Assert.Equal(kinds, found.Count);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Comparison_allocates_nothing(int row)
    {
        var (name, from, cookies, query, _) = PageComparisonTable.Rows[row];
        var policy = Policy(name);
        var hit = SampleHit.Get($"{query}&p=600,home,1,1x1,24,1,1795455263868,0,1x1,0", Headers(from, cookies));
        var decision = policy.Decide(hit);

        // Code that is not optimised yet boxes; it is optimised after some calls.
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Allocated(policy, hit, decision) > 0)
            Assert.False(timeout.IsCancellationRequested, "It allocates with each call.");
    }

    private static long Allocated(Policy policy, Hit hit, Decision decision)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        policy.ComparePage(hit, decision);
        HitTime.IsCurrent(hit, DateTimeOffset.UnixEpoch);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string? Compare(Policy policy, Hit hit) => policy.ComparePage(hit, policy.Decide(hit));

    private static (string Name, string Value)[] Headers(string from, string cookies)
    {
        var isOfPage = from is not ("app" or "other site");
        var all = string.Join("; ", new[] { isOfPage ? ScriptCookies : "", cookies }.Where(static text => text.Length > 0));
        (string, string)[] own = from switch
        {
            "page" => [("Sec-Fetch-Site", "same-site")],
            "page gpc" => [("Sec-Fetch-Site", "same-site"), ("Sec-GPC", "1")],
            "other site" => [("Sec-Fetch-Site", "cross-site")],
            "frame of another site" => [("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Storage-Access", "active")],
            "old browser" or "app" => [],
            _ => throw new ArgumentOutOfRangeException(nameof(from), from, "Unknown."),
        };
        return all.Length == 0 ? own : [.. own, ("Cookie", all)];
    }

    private static Policy Policy(string name) => PolicyCompiler.Compile(name, new PolicyConfig
    {
        UserIdentification = new UserIdentificationConfig
        {
            EnableAnonymousFunction = !name.StartsWith("off", StringComparison.Ordinal),
            AnonymousOptIn = name.StartsWith("opt-in", StringComparison.Ordinal),
            AnonymousCookieName = name.EndsWith("renamed", StringComparison.Ordinal) ? "shopChoice" : "miCookieOptOut",
        },
        Enforce = !name.EndsWith("shadow", StringComparison.Ordinal),
        Signals = new SignalsConfig
        {
            GlobalPrivacyControl = name.EndsWith("gpc", StringComparison.Ordinal),
            Cookiebot = name.EndsWith("platform", StringComparison.Ordinal) ? ["statistics"] : [],
            PlatformsMay = name.EndsWith("platform", StringComparison.Ordinal) ? PlatformRole.StandInForCookie : PlatformRole.Restrict,
        },
    });
}
