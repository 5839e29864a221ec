using System.Text;
using PrivacyGateway.Inspection.Curl;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Tests.Inspection;

public sealed class CurlCommandTests
{
    private const string Target =
        "/111111111111111/wt?p=600,shop.home,1,1280x720,24,1,1795455263868,0,1280x720,0&pu=https%3A%2F%2Fwww.shop.example%2F%3Fa%3D1&cg1=%7Bx%7D&ck1=[1]&eid=2179545526366131190";
    private const string Body = "wt?p=600,a!&ck1=it's \"so\" & 50%25 off^\nwt?p=600,b\\c";
    private const string Cookies = "miCookieOptOut=1; shop=100%&more; quoted=\"a\"";

    public static TheoryData<string> Copies => [.. CopiedCommands.All.Keys];

    [Theory]
    [MemberData(nameof(Copies))]
    public void Copied_curl_command_yields_the_request_that_the_browser_sent(string copy)
    {
        var request = Assert.Single(CurlCommand.Parse(CopiedCommands.All[copy]));

        var isPost = copy.Contains("POST", StringComparison.Ordinal);
        Assert.Equal(isPost ? "POST" : "GET", request.Method);
        Assert.Equal(isPost ? "/111111111111111/batch?pf=1" : Target, request.Target);
        Assert.Equal("track.shop.example", request.Host);
        Assert.False(request.IsPlainHttp);
        Assert.Equal(isPost ? Body : "", Encoding.UTF8.GetString(request.Body));
        Assert.Equal(Cookies, Header(request, "Cookie"));
        Assert.Equal("\"Chromium\";v=\"131\", \"Not_A Brand\";v=\"24\"", Header(request, "sec-ch-ua"));
        Assert.Equal("https://www.shop.example/", Header(request, "Referer"));
        Assert.Equal(isPost ? "text/plain" : null, Header(request, "Content-Type"));
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void Copied_curl_command_with_Windows_line_ends_yields_the_same_request(string copy)
    {
        var unix = CurlCommand.Parse(CopiedCommands.All[copy])[0];
        var windows = CurlCommand.Parse(CopiedCommands.All[copy].ReplaceLineEndings("\r\n"))[0];

        Assert.Equal(unix.Target, windows.Target);
        Assert.Equal(unix.Headers, windows.Headers);
        Assert.Equal(unix.Body, windows.Body);
    }

    [Theory]
    [InlineData("Chrome, bash, GET", "Chrome, bash, POST", " ;\n")]
    [InlineData("Firefox, bash, POST", "Firefox, bash, GET, one line", " ;\n")]
    [InlineData("Chrome, cmd, GET", "Chrome, cmd, POST", " &\r\n")]
    [InlineData("Firefox, cmd, POST", "Firefox, cmd, GET", "\r\n")]
    [InlineData("Firefox, bash, POST", "Chrome, bash, GET", "\n\n")]
    public void Several_copied_curl_commands_yield_one_request_each(string first, string second, string separator)
    {
        var requests = CurlCommand.Parse(CopiedCommands.All[first] + separator + CopiedCommands.All[second]);

        Assert.Equal([CurlCommand.Parse(CopiedCommands.All[first])[0].Target, CurlCommand.Parse(CopiedCommands.All[second])[0].Target],
            requests.Select(static request => request.Target));
    }

    [Theory]
    [InlineData("$'caf\\xc3\\xa9'", "caf\u00C3\u00A9")]
    [InlineData("$'caf\\u00e9'", "caf\u00C3\u00A9")]
    [InlineData("'café'", "caf\u00C3\u00A9")]
    [InlineData("$'\\ud83d\\ude00'", "\u00F0\u009F\u0098\u0080")]
    [InlineData("'😀'", "\u00F0\u009F\u0098\u0080")]
    [InlineData("$'\\ud83d\\u0041'", "\u00EF\u00BF\u00BD")]
    [InlineData("$'a\\tb\\101\\'\\\\'", "a\tbA'\\")]
    [InlineData("\"a\\\"b\\$c\\d\"", "a\"b$c\\d")]
    [InlineData("a\\ b'c d'\"e f\"", "a bc de f")]
    public void Bash_quoting_yields_the_bytes_that_bash_passes(string quoted, string bytes) =>
        Assert.Equal(bytes, Encoding.Latin1.GetString(CurlCommand.Parse($"curl https://a.example/ --data-raw {quoted}")[0].Body));

    [Theory]
    [InlineData("curl -X PUT https://a.example/x -d a=1 -d b=2", "PUT", "/x", "a=1&b=2")]
    [InlineData("curl -XHEAD https://a.example/x", "HEAD", "/x", "")]
    [InlineData("curl -I https://a.example", "HEAD", "/", "")]
    [InlineData("curl -G https://a.example/x?c=3 -d a=1 -d b=2", "GET", "/x?c=3&a=1&b=2", "")]
    [InlineData("curl -sSk --compressed --data-urlencode 'a=b c&d' https://a.example/", "POST", "/", "a=b%20c%26d")]
    [InlineData("curl.exe a.example/x#top", "GET", "/x", "")]
    [InlineData("curl --url https://user:secret@a.example/x", "GET", "/x", "")]
    [InlineData("\n  curl https://a.example/x\n", "GET", "/x", "")]
    public void Curl_options_have_the_meaning_that_curl_gives_them(string command, string method, string target, string body)
    {
        var request = Assert.Single(CurlCommand.Parse(command));

        Assert.Equal(
            (method, target, body, "a.example"), (request.Method, request.Target, Encoding.ASCII.GetString(request.Body), request.Host));
    }

    [Fact]
    public void Headers_are_set_as_curl_sets_them()
    {
        var request =
            CurlCommand.Parse(
                "curl https://a.example/ -A agent -e https://b.example/ -b a=1 -H 'Empty;' -H 'Removed:' -H ':authority: c.example' -H "
                    + "'Host: d.example:8443' -d x")[0];

        Assert.Equal(
            ["User-Agent: agent", "Referer: https://b.example/", "Cookie: a=1", "Empty: ",
                "Content-Type: application/x-www-form-urlencoded"],
            request.Headers.Select(static header => $"{header.Name}: {header.Value}"));
        Assert.Equal("d.example:8443", request.Host);
    }

    [Theory]
    [InlineData("curl 'https://a.example/", "line 1: the quote ' is not closed")]
    [InlineData("curl https://a.example/ \\\n  -H \"a: b", "line 2: the quote \" is not closed")]
    [InlineData("curl ^\"https://a.example/", "the quote \" is not closed")]
    [InlineData("curl https://a.example/ -F a=b", "-F, a multipart form")]
    [InlineData("curl https://a.example/ --form 'a=@secret.txt'", "--form, a multipart form")]
    [InlineData("curl https://a.example/ -d @body.txt", "-d names a file")]
    [InlineData("curl https://a.example/ --data-binary @body.txt", "--data-binary names a file")]
    [InlineData("curl https://a.example/ -b cookies.txt", "-b names a file")]
    [InlineData("curl https://a.example/ | jq .", "| follows the command")]
    [InlineData("curl https://a.example/ > out", "> follows the command")]
    [InlineData("curl https://a.example/ --unheard-of", "does not know the effect of --unheard-of")]
    [InlineData("curl https://a.example/ -H", "-H has no value")]
    [InlineData("curl https://a.example/ -H nonsense", "\"Name: value\"")]
    [InlineData("curl https://a.example/ https://b.example/", "two URLs")]
    [InlineData("curl -s", "no URL")]
    [InlineData("wget https://a.example/", "does not begin with curl")]
    [InlineData("", "no curl command")]
    public void Unreadable_curl_command_is_an_error_with_its_location(string command, string message)
    {
        var error = Assert.Throws<FormatException>(() => CurlCommand.Parse(command));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    private static string? Header(TypedRequest request, string name) =>
        request.Headers.Where(header => header.Is(name)).Select(static header => header.Value).SingleOrDefault();
}
