using PrivacyGateway.Hits;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Hits;

/// <summary>One instance of each row for headers, written by hand: a deleted row fails here (see <c>tests/vocabulary-mutation.py</c>).</summary>
public sealed class VocabularyHeaderTests
{
    public static TheoryData<string> EveryHit => new("Accept", "Accept-Language", "User-Agent", "Content-Type");

    public static TheoryData<string> IdentifiedHitsOnly => new(
        "Referer", "Origin", "Accept-Encoding", "Content-Encoding", "Sec-CH-UA-Platform", "Sec-Fetch-Dest",
        "If-None-Match", "If-Modified-Since", "DNT", "Sec-GPC");

    public static TheoryData<string> EveryAnswer => new(
        "Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Cache-Control", "Pragma", "Expires", "Date", "Vary",
        "Retry-After", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials", "Access-Control-Allow-Methods", "Access-Control-Allow-Headers");

    public static TheoryData<string> IdentifiedAnswersOnly => new("ETag", "Last-Modified");

    [Theory]
    [MemberData(nameof(EveryHit))]
    public void A_header_that_every_hit_needs_leaves_with_an_anonymous_hit(string name) => Assert.Contains(new HeaderLine(name, "text/plain"), Sent("p=1&nc=1", name));

    [Theory]
    [MemberData(nameof(EveryHit))]
    [MemberData(nameof(IdentifiedHitsOnly))]
    public void A_listed_header_leaves_with_an_identified_hit(string name) => Assert.Contains(new HeaderLine(name, "text/plain"), Sent("p=1", name));

    [Theory]
    [MemberData(nameof(IdentifiedHitsOnly))]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-WT-IP")]
    public void No_other_header_leaves_with_an_anonymous_hit(string name) => Assert.Equal([new HeaderLine("CDN-Loop", "privacy-gateway")], Sent("p=1&nc=1", name));

    [Theory]
    [MemberData(nameof(EveryAnswer))]
    public void A_header_that_every_answer_needs_comes_back_to_an_anonymous_browser(string name) =>
        Assert.Contains(new HeaderLine(name, "4711"), Received("p=1&nc=1", name));

    [Theory]
    [MemberData(nameof(EveryAnswer))]
    [MemberData(nameof(IdentifiedAnswersOnly))]
    public void A_listed_header_comes_back_to_an_identified_browser(string name) => Assert.Contains(new HeaderLine(name, "4711"), Received("p=1", name));

    [Theory]
    [MemberData(nameof(IdentifiedAnswersOnly))]
    [InlineData("Server-Timing")]
    [InlineData("Accept-CH")]
    public void No_other_header_comes_back_to_an_anonymous_browser(string name) =>
        Assert.Equal([new HeaderLine("Cache-Control", "no-store")], Received("p=1&nc=1", name));

    [Fact]
    public void Every_row_is_exercised_here()
    {
        Assert.Empty(Missing(Place.RequestHeader, [.. EveryHit, .. IdentifiedHitsOnly]));
        Assert.Empty(Missing(Place.ResponseHeader, [.. EveryAnswer, .. IdentifiedAnswersOnly]));
    }

    private static IEnumerable<string> Missing(Place place, string[] names)
    {
        var written = names.Select(name => name.ToLowerInvariant()).ToArray();
        return Vocabulary.In(place).Select(row => row.Name)
            .Where(row => !written.Any(name => row.EndsWith('*') ? name.StartsWith(row[..^1], StringComparison.Ordinal) : name == row));
    }

    private static IReadOnlyList<HeaderLine> Sent(string query, string name) => SamplePolicy.Standard.Forward(SampleHit.Get(query, (name, "text/plain"))).Hit.Headers;

    private static IReadOnlyList<HeaderLine> Received(string query, string name) =>
        SampleAnswer.Rewrite(SamplePolicy.Standard, SampleHit.Get(query), SampleAnswer.Of(200, (name, "4711"))).Headers;
}
