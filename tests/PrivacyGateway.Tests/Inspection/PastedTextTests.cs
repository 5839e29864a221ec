using System.Text;
using PrivacyGateway.Inspection;

namespace PrivacyGateway.Tests.Inspection;

public sealed class PastedTextTests
{
    private const string Raw =
        "POST /111111111111111/batch HTTP/1.1\nHost: track.shop.example\nCookie: miCookieOptOut=1\nContent-Type: "
            + "text/plain\n\nwt?p=600,a\nwt?p=600,b";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Raw_request_is_read_with_headers_and_body(string lineEnd)
    {
        var request = Assert.Single(PastedText.Read(Raw.ReplaceLineEndings(lineEnd), "<stdin>").Requests);

        Assert.Equal(("POST", "/111111111111111/batch", "track.shop.example"), (request.Method, request.Target, request.Host));
        Assert.Equal(["Cookie: miCookieOptOut=1", "Content-Type: text/plain"], request.Headers.Select(
            static header => $"{header.Name}: {header.Value}"));
        Assert.Equal($"wt?p=600,a{lineEnd}wt?p=600,b", Encoding.ASCII.GetString(request.Body));
    }

    [Theory]
    [InlineData("curl 'https://track.shop.example/111111111111111/wt?p=600'")]
    [InlineData("\uFEFF  curl.exe https://track.shop.example/111111111111111/wt?p=600")]
    [InlineData("https://track.shop.example/111111111111111/wt?p=600\n")]
    [InlineData("GET /111111111111111/wt?p=600 HTTP/2\nHost: track.shop.example\nAccept: */*")]
    [InlineData("GET https://track.shop.example/111111111111111/wt?p=600 HTTP/1.1\r\n\r\n")]
    [InlineData(
        """{ "log": { "entries": [{ "request": { "method": "GET", "url": "https://track.shop.example/111111111111111/wt?p=600", "headers": [] } }] } }""")]
    public void Kind_of_pasted_text_is_recognised_by_its_beginning(string text)
    {
        var request = Assert.Single(PastedText.Read(text, "<stdin>").Requests);

        Assert.Equal(("GET", "/111111111111111/wt?p=600", "track.shop.example"), (request.Method, request.Target, request.Host));
    }

    [Theory]
    [InlineData("", "<stdin> is empty")]
    [InlineData("fetch(\"https://track.shop.example/111111111111111/wt\", {})", "neither a curl command nor")]
    [InlineData("Invoke-WebRequest -Uri \"https://track.shop.example/\"", "Copy as cURL")]
    [InlineData("GET /wt HTTP/1.1\nHost: a.example\nnonsense", "the request, line 3")]
    public void Pasted_text_of_an_unknown_kind_is_an_error_with_a_remedy(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => PastedText.Read(text, "<stdin>")).Message, StringComparison.Ordinal);
}
