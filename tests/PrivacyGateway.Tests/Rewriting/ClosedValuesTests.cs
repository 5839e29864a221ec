using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class ClosedValuesTests
{
    private const string Id = "2123456789012345678";

    private static readonly Hit Tracking = SampleHit.Get("p=1&nc=1", ("Origin", "https://www.shop.example"));
    private static readonly Hit File = SampleHit.Create("GET", "/js/x.js", "") with { Kind = HitKind.Static };

    [Theory]
    [InlineData("Content-Type", "image/gif", "image/gif")]
    [InlineData("content-type", "Text/HTML; charset=UTF-8", "text/html; charset=utf-8")]
    [InlineData("Content-Type", "image/gif; id=" + Id, "image/gif")]
    [InlineData("Content-Type", "image/gif; charset=utf-8; id=" + Id, "image/gif")]
    [InlineData("Content-Type", "image/x-" + Id, "application/octet-stream")]
    [InlineData("Content-Length", "43", "43")]
    [InlineData("Content-Length", Id, null)]
    [InlineData("Content-Encoding", "gzip", "gzip")]
    [InlineData("Content-Encoding", "x" + Id, null)]
    [InlineData("Content-Language", "de-DE", "de")]
    [InlineData("Content-Language", "de-" + Id, "de")]
    [InlineData("Content-Language", Id, null)]
    [InlineData("Cache-Control", "no-store", "no-store")]
    [InlineData("Cache-Control", "private, no-cache, id=" + Id, "private, no-cache")]
    [InlineData("Cache-Control", "max-age=12345678", null)]
    [InlineData("Pragma", "no-cache", "no-cache")]
    [InlineData("Pragma", Id, null)]
    [InlineData("Expires", "0", "0")]
    [InlineData("Expires", "Thu, 01 Jan 1970 00:00:00 GMT", null)]
    [InlineData("Vary", "Accept-Encoding, " + Id, "Accept-Encoding")]
    [InlineData("Vary", "X-" + Id, null)]
    [InlineData("Retry-After", "59", "60")]
    [InlineData("Retry-After", "2123456789", "3600")]
    [InlineData("Retry-After", Id, null)]
    [InlineData("Access-Control-Allow-Origin", "https://www.shop.example", "https://www.shop.example")]
    [InlineData("Access-Control-Allow-Origin", "https://" + Id + ".test", null)]
    [InlineData("Access-Control-Allow-Credentials", "true", "true")]
    [InlineData("Access-Control-Allow-Credentials", Id, null)]
    [InlineData("Access-Control-Allow-Methods", "get, X" + Id, "GET")]
    [InlineData("Access-Control-Allow-Headers", "X-" + Id, null)]
    public void Response_header_of_an_anonymous_hit_has_a_value_of_a_closed_set(string name, string value, string? forwarded) =>
        Assert.Equal(forwarded, ClosedValues.Restrict(new HeaderLine(name, value), Tracking));

    [Theory]
    [InlineData("Cache-Control", "public, max-age=31536000, immutable", "public, max-age=31536000, immutable")]
    [InlineData("Cache-Control", "max-age=" + Id, null)]
    [InlineData("Expires", "Fri, 01 Jan 2027 00:00:00 GMT", "Fri, 01 Jan 2027 00:00:00 GMT")]
    [InlineData("Expires", Id, null)]
    public void Cache_headers_of_a_static_file_are_preserved(string name, string value, string? forwarded) =>
        Assert.Equal(forwarded, ClosedValues.Restrict(new HeaderLine(name, value), File));

    [Theory]
    [InlineData("p=1")]
    [InlineData("p=1&nc=1")]
    public void Redirect_of_a_tracking_response_is_not_cacheable(string query)
    {
        var response = SampleResponse.Create(301, ("Location", "/111111111111111/wt?p=2"), ("Cache-Control", "public, max-age=31536000"),
            ("Expires", "Thu, 01 Jan 2037 00:00:00 GMT"), ("Pragma", "x"));

        var headers = SampleResponse.Rewrite(SamplePolicy.Standard, SampleHit.Get(query), response).Headers;

        Assert.Equal(["no-store"], headers.Where(header => header.Is("Cache-Control")).Select(header => header.Value));
        Assert.DoesNotContain(headers, header => header.Is("Expires") || header.Is("Pragma"));
    }

    [Theory]
    [InlineData("/2123456789012345678")]
    [InlineData("/r/5f3a9c2d1e")]
    [InlineData("/r/x?y=2123456789012345678")]
    [InlineData("/r/jane@shop.test")]
    public void Redirect_whose_path_can_contain_an_identifier_is_replaced_by_the_pixel(string location)
    {
        var rewritten = SampleResponse.Rewrite(
            SamplePolicy.Standard, SampleHit.Get("p=1&nc=1"), SampleResponse.Create(302, ("Location", location)));

        Assert.Equal(LocalResponse.Gif, rewritten.Local);
        Assert.DoesNotContain(rewritten.Headers, header => header.Is("Location"));
    }
}
