using System.Text;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

public sealed class PolicyTests
{
    private static readonly (string, string) AnonymousCookie = ("Cookie", "miCookieOptOut=1; wtstp_eid=4711; PHPSESSID=1");
    private static readonly (string, string) OptOutCookie = ("Cookie", "webtrekkOptOut=1");

    [Fact]
    public void Anonymous_hit_is_forwarded_without_identifiers_cookies_and_client_address_and_with_one_marker()
    {
        var config = SamplePolicy.Suppressing("cd", "uc5", "uc7");
        var hit = SampleHit.Get(
            "p=600,shop.home,1,1280x720,24,1,1795455263868,0,1280x720,0&pf=48&cs802=2048&cs801=38203f3e203e&fns=1&eid=2179545526366131190&one=1&cp1=pp1&cd=user5684798169&uc700=5f4dcc3b&uc5=User%20cat%205&uc7=User%20cat%207&pu=https%3A%2F%2Fwww.shop.test%2Fhome%3Futm%3D1&la=en",
            AnonymousCookie, ("Accept", "image/*"), ("Referer", "https://www.shop.test/"));

        var forwarded = config.Forward(hit);

        Assert.Equal(
            "/111111111111111/wt?p=600,shop.home,1,1280x720,24,1,1795455263868,0,1280x720,0&nc=1&pf=48&cs802=2048&cs801=38203f3e203e&cp1=pp1&pu=https%3A%2F%2Fwww.shop.test%2Fhome%3Futm%3D1&la=en",
            forwarded.Hit.TargetText);
        Assert.Equal([new HeaderLine("Accept", "image/*"), new HeaderLine("CDN-Loop", "privacy-gateway")], forwarded.Hit.Headers);
        Assert.Null(forwarded.Hit.Body);
        Assert.True(forwarded.Hit.IsAnonymous);
        Assert.True(forwarded.Decision!.IsAnonymous);
    }

    [Fact]
    public void Identified_hit_is_forwarded_byte_for_byte_with_vendor_cookies_and_client_address()
    {
        const string Query = "p=1&eid=4711&%65id=%zz&cd=jane%40x&&pu=%3Fwt_eid%3D1&X-WT-UA=a#\u00e9";
        var forwarded = SamplePolicy.Standard.Forward(SampleHit.Get(Query, ("Cookie", "PHPSESSID=1; wtstp_eid=4711"), ("DNT", "1")));

        Assert.Equal($"/111111111111111/wt?{Query}", forwarded.Hit.TargetText);
        Assert.Equal(
            [new HeaderLine("DNT", "1"), new HeaderLine("CDN-Loop", "privacy-gateway"), new HeaderLine("Cookie", "wtstp_eid=4711"),
                new HeaderLine("X-WT-IP", "203.0.113.77")],
            forwarded.Hit.Headers);
        Assert.False(forwarded.Hit.IsAnonymous);
    }

    [Theory]
    [InlineData("p=1&X-WT-IP=1.2.3.4&a=2", "p=1&a=2")]
    [InlineData("p=1&x-wt-ip=1.2.3.4", "p=1")]
    [InlineData("X%2DWT-IP=1.2.3.4&p=1", "p=1")]
    [InlineData("p=1&pu=%3FX-WT-IP%3D1", "p=1&pu=%3FX-WT-IP%3D1")]
    [InlineData("p=1&a\\b=1&%25252525252525=2", "p=1&a\\b=1&%25252525252525=2")]
    public void Only_the_claimed_client_address_is_stripped_from_an_identified_hit(string query, string expected) =>
        Assert.Equal(expected, SamplePolicy.FunctionOff.Query(query));

    [Theory]
    [InlineData("Full", "203.0.113.77")]
    [InlineData("Truncated", "203.0.113.0")]
    [InlineData("None", null)]
    public void Client_address_is_forwarded_with_an_identified_hit_as_the_policy_says(string mode, string? expected)
    {
        var config = SamplePolicy.Standard with { ClientAddress = Enum.Parse<ClientAddressMode>(mode) };

        var headers = config.Forward(SampleHit.Get("p=1", ("X-WT-IP", "6.6.6.6"))).Hit.Headers;

        Assert.Equal(expected, headers.FirstOrDefault(header => header.Is("X-WT-IP")).Value);
    }

    [Theory]
    [InlineData("p=1|", "p=1&nc=1|")]
    [InlineData("|", "nc=1|")]
    [InlineData("|p=1&eid=2", "|p=1&nc=1")]
    [InlineData("a=1|p=1", "a=1|p=1&nc=1")]
    [InlineData("eid=1|p=1", "|p=1&nc=1")]
    public void Marker_of_a_posted_hit_is_in_the_body_or_in_the_query_if_the_body_is_empty(string sent, string expected)
    {
        var parts = sent.Split('|');
        var target = parts[0].Length == 0 ? SampleHit.Path : $"{SampleHit.Path}?{parts[0]}";

        var forwarded = SamplePolicy.Standard.Forward(SampleHit.Post(target, parts[1], AnonymousCookie));

        var wanted = expected.Split('|');
        Assert.Equal(wanted[0].Length == 0 ? SampleHit.Path : $"{SampleHit.Path}?{wanted[0]}", forwarded.Hit.TargetText);
        Assert.Equal(wanted[1], Text(forwarded));
    }

    [Theory]
    [InlineData("|?p=1&eid=2", "|?p=1&nc=1")]
    [InlineData("|wt?p=1\nwt?p=2&eid=1\n", "|wt?p=1&nc=1\nwt?p=2&nc=1\n")]
    [InlineData("eid=4711&X-WT-UA=a|wt?p=1", "nc=1|wt?p=1&nc=1")]
    [InlineData("a=1&eid=4711|wt?p=1", "a=1&nc=1|wt?p=1&nc=1")]
    [InlineData("nc=1|wt?p=1", "nc=1|wt?p=1&nc=1")]
    [InlineData("|", "|")]
    public void Marker_of_a_batch_is_in_every_line_and_in_an_existing_query(string sent, string expected)
    {
        var parts = sent.Split('|');
        var target = parts[0].Length == 0 ? SampleHit.BatchPath : $"{SampleHit.BatchPath}?{parts[0]}";

        var forwarded = SamplePolicy.Standard.Forward(SampleHit.Post(target, parts[1], AnonymousCookie));

        var wanted = expected.Split('|');
        Assert.Equal(wanted[0].Length == 0 ? SampleHit.BatchPath : $"{SampleHit.BatchPath}?{wanted[0]}", forwarded.Hit.TargetText);
        Assert.Equal(wanted[1], Text(forwarded));
    }

    [Fact]
    public void One_marked_line_with_an_identifier_in_the_URL_makes_the_whole_batch_anonymous()
    {
        var forwarded = SamplePolicy.FunctionOff.Forward(SampleHit.Post($"{SampleHit.BatchPath}?eid=1", "wt?p=1&eid=1\nwt?p=2&nc=1&eid=1"));

        Assert.Equal($"{SampleHit.BatchPath}?nc=1", forwarded.Hit.TargetText);
        Assert.Equal("wt?p=1&nc=1\nwt?p=2&nc=1", Text(forwarded));
    }

    [Theory]
    [InlineData("/111111111111111/wtl58knvm?cp1=a&p=1&eid=2", "/111111111111111/wt?cp1=a&nc=1&p=1")]
    [InlineData("/111111111111111,222222222222222/wt?p=1&eid=2", "/111111111111111,222222222222222/wt?p=1&nc=1")]
    [InlineData("/111111111111111/wt.pl?p=1&eid=2", "/111111111111111/wt.pl?p=1&nc=1")]
    [InlineData("/111111111111111/hm?p=1&eid=2", "/111111111111111/hm?p=1&nc=1")]
    [InlineData("/111111111111111/wt?", "/111111111111111/wt?nc=1")]
    [InlineData("/111111111111111/wt", "/111111111111111/wt?nc=1")]
    public void Path_of_every_hit_shape_is_preserved(string target, string expected) =>
        Assert.Equal(expected, SamplePolicy.Standard.Forward(SampleHit.Create("GET", target, "", AnonymousCookie)).Hit.TargetText);

    [Fact]
    public void Method_of_a_hit_is_preserved() => Assert.Equal(
        "HEAD", SamplePolicy.Standard.Forward(SampleHit.Create("HEAD", "/111111111111111/wt?p=1", "", AnonymousCookie)).Hit.Method);

    [Fact]
    public void Hit_of_30_720_characters_is_forwarded()
    {
        var query = $"p=1&{string.Join('&', Enumerable.Range(0, 3000).Select(i => $"cp{i}=a"))}";

        Assert.Equal($"p=1&nc=1&{query[4..]}", SamplePolicy.Standard.Query($"{query}&nc=1"));
    }

    [Theory]
    [InlineData("/111111111111111/cc?a=s&c=wteid_1&v=4711", "image/gif")]
    [InlineData("/111111111111111/cc?a=r&c=wteid_1", "image/gif")]
    [InlineData("/111111111111111/cc?a=c&c=wteid_1&o=s", "text/javascript")]
    [InlineData("/111111111111111/cdb?eid=4711", "image/gif")]
    public void Cookie_control_of_an_anonymous_browser_is_served_by_the_gateway(string target, string type)
    {
        var response = SamplePolicy.Standard.Response(SampleHit.Create("GET", target, "", AnonymousCookie));

        Assert.Equal((200, type), (response.Status, response.ContentType));
        Assert.Equal(type == "text/javascript", response.Body.IsEmpty);
    }

    [Fact]
    public void Cookie_control_of_an_identified_browser_is_forwarded() => Assert.Equal(
        "/111111111111111/cc?a=s&c=wteid_1&v=4711",
        SamplePolicy.Standard.Forward(SampleHit.Create("GET", "/111111111111111/cc?a=s&c=wteid_1&v=4711", "")).Hit.TargetText);

    [Theory]
    [InlineData("GET", "/111111111111111/wt?p=1", "image/gif")]
    [InlineData("POST", "/111111111111111/wt?p=1", "image/gif")]
    [InlineData("POST", "/111111111111111/batch", null)]
    [InlineData("GET", "/111111111111111/cc?a=c", "text/javascript")]
    [InlineData("GET", "/111111111111111/cc?a=s", "image/gif")]
    public void Hit_after_a_full_opt_out_is_served_by_the_gateway(string method, string target, string? type)
    {
        var outcome = Assert.IsType<LocalResult>(SamplePolicy.Standard.Rewrite(SampleHit.Create(method, target, "", OptOutCookie)));

        Assert.Equal((200, type), (outcome.Response.Status, outcome.Response.ContentType));
        Assert.True(outcome.Decision!.IsBlocked);
    }

    [Theory]
    [InlineData("/111111111111111/optout?duration=1800", "/111111111111111/optout?duration=1800")]
    [InlineData("/111111111111111/optout?duration=1800&eid=4711", "/111111111111111/optout?duration=1800")]
    [InlineData(
        "/111111111111111/optout.php?redirect=https%3A%2F%2Fs%2F%3Feid%3D1", "/111111111111111/optout.php?redirect=https%3A%2F%2Fs%2F")]
    [InlineData("/111111111111111/optout", "/111111111111111/optout")]
    [InlineData("/111111111111111/optout?eid=1", "/111111111111111/optout")]
    public void Opt_out_call_is_never_blocked_and_is_forwarded_without_identifiers(string target, string expected)
    {
        var forwarded = SamplePolicy.Standard.Forward(SampleHit.Create("GET", target, "",
            ("Cookie", "webtrekkOptOut=1; wtstp_eid=4711; a=b"), ("Host", "track.shop.example"), ("Referer", "https://www.shop.example/")));

        Assert.Equal(expected, forwarded.Hit.TargetText);
        Assert.Equal([new HeaderLine("CDN-Loop", "privacy-gateway"), new HeaderLine("Cookie", "webtrekkOptOut=1")], forwarded.Hit.Headers);
        Assert.Null(forwarded.Decision);
    }

    [Theory]
    [InlineData("Standard")]
    [InlineData("Strict")]
    public void Duration_of_an_opt_out_call_is_preserved_at_every_level(string level) => Assert.Equal(
        "/111111111111111/optout?duration=-2",
        (SamplePolicy.Standard with { Level = Enum.Parse<PolicyLevel>(level) })
            .Forward(SampleHit.Create("GET", "/111111111111111/optout?duration=-2", "")).Hit.TargetText);

    [Theory]
    [InlineData("application/json", "")]
    [InlineData("text/plain", "gzip")]
    public void Unreadable_body_of_an_anonymous_hit_is_refused(string type, string encoding)
    {
        (string, string)[] headers = encoding.Length == 0
            ? [("Content-Type", type)] : [("Content-Type", type), ("Content-Encoding", encoding)];

        Assert.Equal(415, SamplePolicy.Standard.Response(SampleHit.Post(SampleHit.BatchPath, "?p=1", headers)).Status);
        Assert.Equal(415, SamplePolicy.FunctionOff.Response(SampleHit.Post($"{SampleHit.BatchPath}?nc=1", "?p=1", headers)).Status);
    }

    [Fact]
    public void Unreadable_body_is_forwarded_when_the_anonymous_function_is_off()
    {
        var forwarded = SamplePolicy.FunctionOff.Forward(
            SampleHit.Post(SampleHit.BatchPath, "\u001f\u008b\0", ("Content-Encoding", "gzip")));

        Assert.Equal("\u001f\u008b\0", Text(forwarded));
        Assert.Contains(new HeaderLine("Content-Encoding", "gzip"), forwarded.Hit.Headers);
    }

    [Fact]
    public void Strict_level_strips_parameters_that_standard_forwards()
    {
        const string Query = "p=1&nc=1&cg1=a&cd=1&uc5=2&np=3&foo=4";

        Assert.Equal(Query, SamplePolicy.Standard.Query(Query));
        Assert.Equal("p=1&nc=1&cg1=a", SamplePolicy.Strict.Query(Query));
    }

    private static string Text(ForwardResult forwarded) => Encoding.Latin1.GetString(forwarded.Hit.Body!.Value.Span);
}
