using System.Text;
using PrivacyGateway.Sending.Http1;

namespace PrivacyGateway.Tests.Sending.Http1;

public sealed class ResponseReaderTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";

    public static TheoryData<string, string, bool> Whole => new()
    {
        { Ok + "Content-Length: 3\r\n\r\nGIF", "200|Content-Length=3|GIF", true },
        { Ok + "Content-Length:3\r\nX:\t a b \t\r\nY:\r\n\r\nGIF", "200|Content-Length=3|X=a b|Y=|GIF", true },
        { Ok + "set-cookie: a=1\r\nSET-COOKIE: b=\u00fc\r\nContent-Length: 0\r\n\r\n",
            "200|Set-Cookie=a=1|Set-Cookie=b=\u00fc|Content-Length=0|", true },
        { "HTTP/1.1 200\r\nContent-Length: 000\r\n\r\n", "200|Content-Length=000|", true },
        { "HTTP/1.1 599 \r\nContent-Length: 0\r\n\r\n", "599|Content-Length=0|", true },
        { "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", "200|Content-Length=1|x", false },
        { "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx",
            "200|Connection=keep-alive|Content-Length=1|x", false },
        { Ok + "Connection: x , Close\r\nContent-Length: 1\r\n\r\nx", "200|Connection=x , Close|Content-Length=1|x", false },
        { "HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n", "204|Content-Length=7|", false },
        { "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n", "304|Transfer-Encoding=chunked|", false },
        { "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\nConnection: close\r\n\r\n" + Ok
            + "Content-Length: 0\r\n\r\n", "200|Content-Length=0|", true },
        { Ok + "Transfer-Encoding: Chunked\r\n\r\n0\r\n\r\n", "200|Transfer-Encoding=Chunked|", true },
        { Ok + "Transfer-Encoding: chunked\r\n\r\n3 ;a=\"b\"\r\nGIF\r\n0000000A\r\n0123456789\r\n0;x\r\nTrailer: 1\r\nX: 2\r\n\r\n",
            "200|Transfer-Encoding=chunked|GIF0123456789", true },
        { Ok + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\na\r\n\r\n34567\r\na\r\n0\r\n\r\n",
            "200|Transfer-Encoding=chunked|Connection=close|\r\n34567\r\na", false },
    };

    public static TheoryData<string> Texts => [.. Whole.Select(static row => row.Data.Item1)];

    public static TheoryData<string> Refused => new(
        "rubbish\r\n\r\n", "SSH-2.0\r\n", "HTTP/2 200 OK\r\n\r\n", "HTTP/1.2 200 OK\r\n\r\n", "http/1.1 200 OK\r\n\r\n",
        " HTTP/1.1 200 OK\r\n\r\n", "\r\nHTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 600 OK\r\n\r\n", "HTTP/1.1 000 OK\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1\r\n\r\n",
        "HTTP/1.1 200 O\0K\r\n\r\n", "HTTP/1.1 200 O\rK\r\n\r\n", "HTTP/1.1 200 OK\n\n", "HTTP/1.1 101 Switching\r\n\r\n",
        "HTTP/1.1 100 Continue\r\nContent-Length: 1\r\n\r\nx",
        Ok + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nGIF", Ok + "Content-Length: 3\r\ncontent-length: 4\r\n\r\nGIF", Ok
            + "Content-Length: 3, 3\r\n\r\nGIF", Ok + "Content-Length: +3\r\n\r\nGIF",
        Ok + "Content-Length: -3\r\n\r\nGIF", Ok + "Content-Length: 0x3\r\n\r\nGIF", Ok + "Content-Length: 3 3\r\n\r\nGIF", Ok
            + "Content-Length:\r\n\r\nGIF", Ok + "Content-Length: 18446744073709551619\r\n\r\nGIF",
        Ok + "Content-Length: 1048577\r\n\r\n", Ok + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", Ok
            + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        Ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", Ok + "Transfer-Encoding: gzip\r\n\r\n", Ok
            + "Transfer-Encoding: identity\r\n\r\n", Ok + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
        Ok + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", Ok
            + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        Ok + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", Ok + "X: 1\r\n folded\r\n\r\n", Ok + "X: 1\r\n\tfolded\r\n\r\n", Ok
            + " X: 1\r\n\r\n", Ok + ": 1\r\n\r\n", Ok + "X\r\n\r\n", Ok + "X Y: 1\r\n\r\n", Ok + "X\u00e4: 1\r\n\r\n",
        Ok + "X: a\0b\r\n\r\n", Ok + "X: a\rb\r\n\r\n", Ok + "X: a\u0001b\r\n\r\n", Ok + "X: a\u007fb\r\n\r\n", Ok + "X: 1\n\r\n", Ok
            + "X: 1\r\n\n",
        Ok + "Transfer-Encoding: chunked\r\n\r\n\r\n", Ok + "Transfer-Encoding: chunked\r\n\r\ng\r\n", Ok
            + "Transfer-Encoding: chunked\r\n\r\n-1\r\n", Ok + "Transfer-Encoding: chunked\r\n\r\n+1\r\nx\r\n",
        Ok + "Transfer-Encoding: chunked\r\n\r\n0x1\r\nx\r\n", Ok + "Transfer-Encoding: chunked\r\n\r\n 1\r\nx\r\n", Ok
            + "Transfer-Encoding: chunked\r\n\r\n000000001\r\nx\r\n", Ok + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n",
        Ok + "Transfer-Encoding: chunked\r\n\r\n100001\r\n", Ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n0\r\n\r\n", Ok
            + "Transfer-Encoding: chunked\r\n\r\n1\nx\r\n", Ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\n0\r\n\r\n",
        Ok + "Transfer-Encoding: chunked\r\n\r\n1;a\rb\r\nx\r\n", Ok + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: \0\r\n\r\n");

    [Theory]
    [MemberData(nameof(Whole))]
    public void Response_is_the_same_for_every_split_into_pieces(string text, string expected, bool keeps)
    {
        foreach (var pieces in Pieces.Halves(text).Append([.. Pieces.Single(text)]))
        {
            var (response, rest, reader) = Pieces.Read(pieces);

            Assert.Equal(expected, Pieces.Show(response));
            Assert.Empty(rest);
            Assert.Equal(keeps, reader.KeepsConnection);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Bytes_behind_a_response_are_not_consumed(string text)
    {
        var (_, rest, _) = Pieces.Read([text + "HTTP/1.1 200 OK\r\n"]);

        Assert.Equal("HTTP/1.1 200 OK\r\n", rest);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Truncated_response_is_refused(string text)
    {
        for (var cut = 0; cut < text.Length; cut++)
            Assert.Equal(HttpRequestError.ResponseEnded,
                Assert.Throws<HttpRequestException>(() => Pieces.Read([text[..cut]], closes: true)).HttpRequestError);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Ambiguous_response_is_refused_for_every_split_into_pieces(string text)
    {
        foreach (var pieces in Pieces.Halves(text).Append([.. Pieces.Single(text)]))
        {
            var refusal = Assert.Throws<HttpRequestException>(() => Pieces.Read(pieces));
            Assert.Contains(
                refusal.HttpRequestError, new[] { HttpRequestError.InvalidResponse, HttpRequestError.ConfigurationLimitExceeded });
        }
    }

    [Fact]
    public void Response_without_a_length_ends_with_the_connection()
    {
        foreach (var pieces in Pieces.Halves(Ok + "X: 1\r\n\r\nGIF"))
        {
            var (response, _, reader) = Pieces.Read(pieces, closes: true);
            Assert.Equal("200|X=1|GIF", Pieces.Show(response));
            Assert.False(reader.KeepsConnection);
        }
    }

    [Theory]
    [InlineData(Ok + "Content-Length: 5000000\r\n\r\n")]
    [InlineData(Ok + "Transfer-Encoding: chunked\r\n\r\n")]
    [InlineData(Ok + "\r\n")]
    public void Response_to_HEAD_has_no_body_and_ends_its_connection(string text)
    {
        var (response, rest, reader) = Pieces.Read([text + "x"], isToHead: true);

        Assert.Empty(response.Body.ToArray());
        Assert.Equal("x", rest);
        Assert.False(reader.KeepsConnection);
    }

    [Fact]
    public void Keep_Alive_timeout_of_the_peer_is_read()
    {
        var (_, _, reader) = Pieces.Read([Ok + "Keep-Alive: max=100, Timeout=5\r\nContent-Length: 0\r\n\r\n"]);

        Assert.Equal(TimeSpan.FromSeconds(5), reader.KeepAliveTimeout);
    }

    [Fact]
    public void Repeated_response_headers_are_interned_and_cookies_are_not()
    {
        var reader = new ResponseReader();
        var responses = Enumerable.Range(0, 2).Select(_ =>
        {
            reader.Begin(isToHead: false);
            reader.Read(Encoding.Latin1.GetBytes(Ok + "content-type: image/gif\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n"));
            return reader.Take().Headers;
        }).ToList();

        Assert.Equal(responses[0], responses[1]);
        Assert.Same(responses[0][0].Name, responses[1][0].Name);
        Assert.Same(responses[0][0].Value, responses[1][0].Value);
        Assert.NotSame(responses[0][1].Value, responses[1][1].Value);
    }

    [Fact]
    public void Responses_of_one_connection_do_not_mix()
    {
        var reader = new ResponseReader();
        foreach (var text in new[] { Ok + "X: 1\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab", Ok
            + "Transfer-Encoding: chunked\r\n\r\n1\r\nc\r\n0\r\n\r\n", Ok + "Content-Length: 0\r\n\r\n" })
        {
            reader.Begin(isToHead: false);
            reader.Read(Encoding.Latin1.GetBytes(text));

            var (expected, _, fresh) = Pieces.Read([text]);
            Assert.Equal(Pieces.Show(expected), Pieces.Show(reader.Take()));
            Assert.Equal(fresh.KeepsConnection, reader.KeepsConnection);
        }
    }
}
