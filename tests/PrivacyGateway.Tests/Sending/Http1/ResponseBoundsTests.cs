using PrivacyGateway.Sending.Http1;

namespace PrivacyGateway.Tests.Sending.Http1;

public sealed class ResponseBoundsTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";
    private const string Chunked = Ok + "Transfer-Encoding: chunked\r\n\r\n";

    private static readonly string Long = new('x', ResponseReader.MaxHead);

    public static TheoryData<string> TooMuch => new(
        Ok + "X: " + Long + "\r\n",
        Ok + "X: " + Long,
        "HTTP/1.1 200 " + Long,
        Ok + Repeat("X: 1\r\n", ResponseReader.MaxHead / 6) + "\r\n",
        Repeat("HTTP/1.1 100 Continue\r\n\r\n", 9),
        Chunked + "1;" + Long + "\r\n",
        Chunked + "1;" + Long,
        Chunked + Repeat("1;" + new string('x', 70) + "\r\nx\r\n", 1000),
        Chunked + "0\r\nX: " + Long + "\r\n",
        Chunked + "100000\r\n" + new string('x', ResponseReader.MaxBody) + "\r\n1\r\n",
        Ok + "\r\n" + new string('x', ResponseReader.MaxBody + 1));

    [Theory]
    [MemberData(nameof(TooMuch))]
    public void Response_above_the_maximum_size_is_refused(string text) =>
        Assert.Throws<HttpRequestException>(() => Pieces.Read([text[..10], text[10..]], closes: true));

    [Theory]
    [InlineData(Ok + "Content-Length: 1048576\r\n\r\n", "", "")]
    [InlineData(Ok + "\r\n", "", "")]
    [InlineData(Chunked, "100000\r\n", "\r\n0\r\n\r\n")]
    public void Response_body_of_the_maximum_size_is_read(string head, string before, string behind)
    {
        var (response, _, _) = Pieces.Read([head + before + new string('x', ResponseReader.MaxBody), behind], closes: true);

        Assert.Equal(ResponseReader.MaxBody, response.Body.Length);
    }

    [Fact]
    public void Response_head_of_the_maximum_size_is_read()
    {
        var fixedPart = Ok.Length + "X: \r\nContent-Length: 0\r\n\r\n".Length;
        var (response, _, _) = Pieces.Read([$"{Ok}X: {Long[fixedPart..]}\r\nContent-Length: 0\r\n\r\n"]);

        Assert.Equal(ResponseReader.MaxHead - fixedPart, response.Headers[0].Value.Length);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
