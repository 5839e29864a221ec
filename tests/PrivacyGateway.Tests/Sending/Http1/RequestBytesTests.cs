using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Sending;
using PrivacyGateway.Sending.Http1;

namespace PrivacyGateway.Tests.Sending.Http1;

public sealed class RequestBytesTests
{
    private static readonly RewrittenHit Get = new(
        "GET", "/1/wt?p=600,%65id%7e\"|"u8.ToArray(), [new("Accept", "*/*"), new("User-Agent", "Ger\u00e4t")], null, IsAnonymous: true);

    [Theory]
    [InlineData("http://track.test", "/1/wt?p=600,%65id%7e\"|", "track.test")]
    [InlineData("http://track.test/", "/1/wt?p=600,%65id%7e\"|", "track.test")]
    [InlineData("http://track.test:8080/a%7eb/", "/a%7eb/1/wt?p=600,%65id%7e\"|", "track.test:8080")]
    [InlineData("https://track.test:443/a/b", "/a/b/1/wt?p=600,%65id%7e\"|", "track.test")]
    [InlineData("https://[::1]:8443/", "/1/wt?p=600,%65id%7e\"|", "[::1]:8443")]
    public void Request_target_and_headers_are_written_unchanged(string destination, string target, string host) =>
        Assert.Equal(
            $"GET {target} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\nUser-Agent: Ger\u00e4t\r\n\r\n", Write(Get, destination).First);

    [Theory]
    [InlineData("GET", null, "")]
    [InlineData("HEAD", null, "")]
    [InlineData("POST", null, "Content-Length: 0\r\n")]
    [InlineData("POST", "", "Content-Length: 0\r\n")]
    [InlineData("POST", "wt?p=1\n", "Content-Length: 7\r\n")]
    [InlineData("GET", "x", "Content-Length: 1\r\n")]
    public void Body_is_written_with_its_length_in_the_same_write(string method, string? body, string length)
    {
        var written = Write(Get with
        {
            Method = method,
            Body = body is null ? default(ReadOnlyMemory<byte>?) : Encoding.Latin1.GetBytes(
            body),
            Headers = []
        });

        Assert.Equal($"{method} {Get.TargetText} HTTP/1.1\r\nHost: track.test\r\n{length}\r\n{body}", written.First);
        Assert.Empty(written.Long);
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("POST", "x")]
    public void Content_type_is_written_only_with_a_body(string method, string? body)
    {
        var hit = Get with
        {
            Method = method,
            Body = body is null ? default(ReadOnlyMemory<byte>?) : Encoding.Latin1.GetBytes(body),
            Headers = [new("content-type", "a"), new("Content-Encoding", "b")]
        };

        Assert.Equal(body is not null, Write(hit).First.Contains("content-type: a\r\nContent-Encoding: b\r\n", StringComparison.Ordinal));
        Assert.Equal(body is not null, Write(hit).First.Contains("ontent-", StringComparison.Ordinal));
    }

    [Fact]
    public void Long_request_body_is_not_copied()
    {
        var body = new byte[70_000];
        using var written = new RequestBytes(Get with { Method = "POST", Body = body }, new UpstreamEndpoint("http://track.test/"));

        Assert.True(written.Rest.Equals(body));
        Assert.EndsWith("Content-Length: 70000\r\n\r\n", Encoding.Latin1.GetString(written.First.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /x HTTP/1.1\r\n", "/", "X", "1")]
    [InlineData("", "/", "X", "1")]
    [InlineData("GE T", "/", "X", "1")]
    [InlineData("G\u00c4T", "/", "X", "1")]
    [InlineData("GET", "", "X", "1")]
    [InlineData("GET", "wt", "X", "1")]
    [InlineData("GET", "http://other.test/", "X", "1")]
    [InlineData("GET", "/a b", "X", "1")]
    [InlineData("GET", "/a\rb", "X", "1")]
    [InlineData("GET", "/a\nb", "X", "1")]
    [InlineData("GET", "/a\0b", "X", "1")]
    [InlineData("GET", "/", "", "1")]
    [InlineData("GET", "/", "X ", "1")]
    [InlineData("GET", "/", "X:", "1")]
    [InlineData("GET", "/", "X\r\nY", "1")]
    [InlineData("GET", "/", "X\u00e4", "1")]
    [InlineData("GET", "/", "X", "1\r\nY: 2")]
    [InlineData("GET", "/", "X", "1\nY: 2")]
    [InlineData("GET", "/", "X", "1\r")]
    [InlineData("GET", "/", "X", "1\0")]
    [InlineData("GET", "/", "X", "1\u010a")]
    [InlineData("GET", "/", "Host", "x")]
    [InlineData("GET", "/", "content-length", "1")]
    [InlineData("GET", "/", "Transfer-Encoding", "chunked")]
    [InlineData("GET", "/", "Connection", "close")]
    [InlineData("GET", "/", "Expect", "100-continue")]
    public void Ambiguous_request_is_not_written(string method, string target, string name, string value) =>
        Assert.Throws<UnwritableRequestException>(
            () => Write(new RewrittenHit(method, Encoding.Latin1.GetBytes(target), [new(name, value)], null, IsAnonymous: true)));

    private static (string First, byte[] Long) Write(RewrittenHit hit, string destination = "http://track.test/")
    {
        using var written = new RequestBytes(hit, new UpstreamEndpoint(destination));
        return (Encoding.Latin1.GetString(written.First.Span), written.Rest.ToArray());
    }
}
