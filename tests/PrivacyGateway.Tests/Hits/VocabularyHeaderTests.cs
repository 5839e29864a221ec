using PrivacyGateway.Hits;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Hits;

/// <summary>
/// One instance of each row for headers, written by hand: a deleted row fails here (see <c>tests/vocabulary-mutation.py</c>).
/// </summary>
public sealed class VocabularyHeaderTests
{
    public static TheoryData<string> EveryHit => new("Accept", "Accept-Language", "User-Agent", "Content-Type");

    public static TheoryData<string> IdentifiedHitsOnly => new(
        "Referer", "Origin", "Accept-Encoding", "Content-Encoding", "Sec-CH-UA-Platform", "Sec-Fetch-Dest",
        "If-None-Match", "If-Modified-Since", "DNT", "Sec-GPC");

    public static TheoryData<string> EveryResponse => new(
        "Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Cache-Control", "Pragma", "Expires", "Date", "Vary",
        "Retry-After", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials", "Access-Control-Allow-Methods",
        "Access-Control-Allow-Headers");

    public static TheoryData<string> IdentifiedResponsesOnly => new("ETag", "Last-Modified");

    [Theory]
    [InlineData("Accept", "text/plain")]
    [InlineData("Accept-Language", "de")]
    [InlineData("User-Agent", "text/plain")]
    public void Header_that_every_hit_needs_is_forwarded_with_an_anonymous_hit(string name, string value) =>
        Assert.Contains(new HeaderLine(name, value), SamplePolicy.Standard.Forward(SampleHit.Get("p=1&nc=1", (name, value))).Hit.Headers);

    [Theory]
    [MemberData(nameof(EveryHit))]
    [MemberData(nameof(IdentifiedHitsOnly))]
    public void Listed_header_is_forwarded_with_an_identified_hit(string name) =>
        Assert.Contains(new HeaderLine(name, "text/plain"), Sent("p=1", name));

    [Theory]
    [MemberData(nameof(IdentifiedHitsOnly))]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-WT-IP")]
    public void Other_header_is_stripped_from_an_anonymous_hit(string name) =>
        Assert.Equal([new HeaderLine("CDN-Loop", "privacy-gateway")], Sent("p=1&nc=1", name));

    [Theory]
    [MemberData(nameof(EveryResponse))]
    public void Header_that_every_response_needs_is_forwarded_to_an_anonymous_browser(string name) =>
        Assert.Contains(new HeaderLine(name, ValueOf(name)), Received("p=1&nc=1", name, ValueOf(name)));

    [Theory]
    [MemberData(nameof(EveryResponse))]
    [MemberData(nameof(IdentifiedResponsesOnly))]
    public void Listed_header_is_forwarded_to_an_identified_browser(string name) =>
        Assert.Contains(new HeaderLine(name, "4711"), Received("p=1", name));

    [Theory]
    [MemberData(nameof(IdentifiedResponsesOnly))]
    [InlineData("Server-Timing")]
    [InlineData("Accept-CH")]
    public void Other_header_is_stripped_from_the_response_to_an_anonymous_browser(string name) =>
        Assert.Equal([new HeaderLine("Cache-Control", "no-store")], Received("p=1&nc=1", name));

    [Fact]
    public void Every_header_row_of_the_vocabulary_is_tested()
    {
        Assert.Empty(Missing(NameLocation.RequestHeader, [.. EveryHit, .. IdentifiedHitsOnly]));
        Assert.Empty(Missing(NameLocation.ResponseHeader, [.. EveryResponse, .. IdentifiedResponsesOnly]));
    }

    private static IEnumerable<string> Missing(NameLocation place, string[] names)
    {
        var written = names.Select(name => name.ToLowerInvariant()).ToArray();
        return Vocabulary.In(place).Select(row => row.Name)
            .Where(row => !written.Any(name => row.EndsWith('*') ? name.StartsWith(row[..^1], StringComparison.Ordinal) : name == row));
    }

    private static IReadOnlyList<HeaderLine> Sent(string query, string name) =>
        SamplePolicy.Standard.Forward(SampleHit.Get(query, (name, "text/plain"))).Hit.Headers;

    private static IReadOnlyList<HeaderLine> Received(string query, string name, string value = "4711") =>
        SampleResponse.Rewrite(SamplePolicy.Standard, SampleHit.Get(query), SampleResponse.Create(200, (name, value))).Headers;

    /// <summary>A value of its closed set.</summary>
    private static string ValueOf(string name) => name switch
    {
        "Content-Type" => "image/gif",
        "Content-Encoding" => "gzip",
        "Content-Language" => "de",
        "Cache-Control" => "no-store",
        "Pragma" => "no-cache",
        "Expires" or "Date" => "0",
        "Vary" => "Origin",
        "Retry-After" => "60",
        "Access-Control-Allow-Origin" => "*",
        "Access-Control-Allow-Credentials" => "true",
        "Access-Control-Allow-Methods" => "GET",
        "Access-Control-Allow-Headers" => "Content-Type",
        _ => "4711",
    };
}
