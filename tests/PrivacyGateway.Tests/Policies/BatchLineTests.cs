using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

public sealed class BatchLineTests(ITestOutputHelper output)
{
    private const string First = "wt?p=600,a,,,,,1700000000000,0,,&eid=8000000000000000001&X-WT-IP=203.0.113.7";
    private const string Marked = "wt?p=600,b,,,,,1700000000001,0,,&nc=1&X-WT-IP=203.0.113.8&X-WT-UA=Phone&eid=8000000000000000002";
    private const string MarkedForwarded = "wt?p=600,b,,,,,1700000000001,0,,&nc=1";
    private const string Third = "wt?p=600,c,,,,,1700000000002,0,,&eid=8000000000000000003";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Only_marked_lines_are_anonymous_when_the_anonymous_function_is_off(string end)
    {
        var forwarded = SamplePolicy.FunctionOff.Forward(
            Batch("", string.Join(end, First, Marked, Third), ("Cookie", "wtstp_eid=1"), ("X-WT-UA", "Phone")));

        Assert.Equal(string.Join(end, First, MarkedForwarded, Third), Body(forwarded));
        Assert.Equal(["CDN-Loop"], forwarded.Hit.Headers.Select(header => header.Name));
        Assert.Equal("mixed", forwarded.Decision!.Name);
        Assert.Equal(new Trace.LineCounts(1, 2, 0), forwarded.Trace.Lines);
        Assert.True(forwarded.Hit.IsMixed);
        Assert.False(forwarded.Hit.IsAnonymous);
    }

    [Fact]
    public void Large_mixed_batch_strips_identifiers_only_from_anonymous_lines()
    {
        const int LinesOfEachKind = 1000;
        var lines = Enumerable.Range(0, LinesOfEachKind).SelectMany(i => new[]
        {
            $"wt?p=600,a&eid=81000000000000{i:D5}&X-WT-IP=203.0.113.7",
            $"wt?p=600,b&eid=82000000000000{i:D5}&{(i % 2 == 0 ? "nc=1" : "%6Ec=%31")}&wtstp_eid=83000000000000{i:D5}&ct={{\"eid\":\"84000000000000{i:D5}\"}}",
            i % 2 == 0 ? "   " : $"{{\"eid\":\"85000000000000{i:D5}\"}}",
        }).ToArray();

        var forwarded = SamplePolicy.FunctionOff.Forward(Batch("", string.Join('\n', lines)));
        var forwardedLines = Body(forwarded).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var counts = forwarded.Trace.Lines;

        output.WriteLine(
            $"lines in: {lines.Length}; identified {counts.Identified}, anonymous {counts.Anonymous}, unreadable {counts.Unreadable}; "
                + $"identifiers kept: {forwardedLines.Count(line => line.Contains("eid=81", StringComparison.Ordinal))} of "
                + $"{LinesOfEachKind}");
        Assert.Equal(new Trace.LineCounts(LinesOfEachKind, LinesOfEachKind, LinesOfEachKind), counts);
        Assert.Equal(lines.Where((_, i) => i % 3 == 0), forwardedLines.Where((_, i) => i % 2 == 0));
        Assert.All(forwardedLines.Where((_, i) => i % 2 == 1), line => Assert.Equal("wt?p=600,b&nc=1&ct={\"eid\":\"\"}", line));
    }

    [Theory]
    [InlineData("nc=1")]
    [InlineData("eid=8000000000000000009")]
    [InlineData("X-WT-UA=Phone")]
    [InlineData("%65id=8000000000000000009")]
    [InlineData("x=1&wtstp_eid=1")]
    public void Marker_or_identifier_in_the_URL_makes_the_whole_batch_anonymous(string query)
    {
        var forwarded = SamplePolicy.FunctionOff.Forward(Batch($"?{query}", $"{First}\n{Marked}"));

        Assert.Equal($"wt?p=600,a,,,,,1700000000000,0,,&nc=1\n{MarkedForwarded}", Body(forwarded));
        Assert.Equal("anonymous", forwarded.Decision!.Name);
        Assert.True(forwarded.Hit.IsAnonymous);
    }

    [Fact]
    public void Marker_in_any_line_makes_the_whole_batch_anonymous_when_the_anonymous_function_is_on() =>
        Assert.Equal($"wt?p=600,a,,,,,1700000000000,0,,&nc=1\n{MarkedForwarded}",
            Body(SamplePolicy.Standard.Forward(Batch("", $"{First}\n{Marked}"))));

    [Fact]
    public void Opt_out_of_the_request_blocks_all_lines() =>
        Assert.IsType<LocalResult>(SamplePolicy.FunctionOff.Rewrite(Batch("", $"{First}\n{Marked}", ("Cookie", "webtrekkOptOut=1"))));

    [Theory]
    [InlineData("   ")]
    [InlineData("null")]
    [InlineData("wt?p")]
    [InlineData("{}")]
    [InlineData("\u0001p=1")]
    [InlineData("a=1\rb=2")]
    [InlineData("<hit eid=\"1\"/>")]
    public void Unreadable_line_of_an_anonymous_batch_is_stripped_and_the_others_are_forwarded(string bad)
    {
        foreach (var lines in (string[])[$"{bad}\nwt?p=1\nwt?p=2\n", $"wt?p=1\n{bad}\nwt?p=2\n", $"wt?p=1\nwt?p=2\n{bad}\n"])
        {
            var forwarded = SamplePolicy.FunctionOff.Forward(Batch("?nc=1", lines));

            Assert.Equal("wt?p=1&nc=1\nwt?p=2&nc=1\n", Body(forwarded));
            Assert.Equal(new Trace.LineCounts(2, 0, 1), forwarded.Trace.Lines);
        }
    }

    [Fact]
    public void Unreadable_line_of_a_mixed_batch_is_stripped() =>
        Assert.Equal(
            $"{First}\n{MarkedForwarded}\n", Body(SamplePolicy.FunctionOff.Forward(Batch("", $"{First}\n{{\"nc\":1}}\n{Marked}\n"))));

    [Fact]
    public void Unreadable_line_of_an_identified_batch_is_stripped_where_visitors_can_be_anonymous() =>
        Assert.Equal($"{First}\n{Third}", Body(SamplePolicy.Standard.Forward(Batch("", $"{First}\nnull\n{Third}"))));

    [Theory]
    [InlineData(First + "\nnull\n" + Third)]
    [InlineData("{\"eid\":1}")]
    [InlineData("\0\u0001binary=1")]
    public void Body_without_a_marker_is_forwarded_unchanged_when_the_anonymous_function_is_off(string body) =>
        Assert.Equal(body, Body(SamplePolicy.FunctionOff.Forward(Batch("", body))));

    [Theory]
    [InlineData("null\n{}\n")]
    [InlineData("{\"nc\":\"1\"}")]
    [InlineData("--x\nContent-Disposition: form-data; name=\"eid\"\n\n8000000000000000001\n--x--")]
    public void Batch_without_a_readable_line_is_refused(string body)
    {
        Assert.Equal(415, SamplePolicy.Standard.Response(Batch("", body)).Status);
        Assert.Equal(415, SamplePolicy.FunctionOff.Response(Batch("?nc=1", body)).Status);
    }

    [Theory]
    [InlineData("", First)]
    [InlineData("?X-WT-IP=203.0.113.7", "wt?p=1")]
    [InlineData("?x%2Dwt-ip=203.0.113.7", "wt?p=1")]
    public void Batch_with_client_addresses_gets_no_address_of_its_connection(string query, string body)
    {
        var forwarded = SamplePolicy.FunctionOff.Forward(Batch(query, body));

        Assert.DoesNotContain(forwarded.Hit.Headers, header => header.Is("X-WT-IP"));
        Assert.Equal($"{SampleHit.BatchPath}{query}", forwarded.Hit.TargetText);
        Assert.Equal(body, Body(forwarded));
    }

    [Fact]
    public void Batch_without_client_addresses_gets_the_address_of_its_connection() =>
        Assert.Contains(new HeaderLine("X-WT-IP", "203.0.113.77"), SamplePolicy.FunctionOff.Forward(Batch("", Third)).Hit.Headers);

    private static Hit Batch(string query, string body, params (string Name, string Value)[] headers) =>
        SampleHit.Post($"{SampleHit.BatchPath}{query}", body, headers);

    private static string Body(ForwardResult forwarded) => Encoding.Latin1.GetString(forwarded.Hit.Body!.Value.Span);
}
