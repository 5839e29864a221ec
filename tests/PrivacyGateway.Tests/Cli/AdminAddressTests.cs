using PrivacyGateway.Cli;

namespace PrivacyGateway.Tests.Cli;

public sealed class AdminAddressTests
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    [Theory]
    [InlineData("http://+:8081", "http://localhost:8081/healthz")]
    [InlineData("http://*:8081", "http://localhost:8081/healthz")]
    [InlineData("http://0.0.0.0:8081", "http://localhost:8081/healthz")]
    [InlineData("http://[::]:8081", "http://localhost:8081/healthz")]
    [InlineData("http://[::1]:8081", "http://[::1]:8081/healthz")]
    [InlineData("http://10.0.0.0:9", "http://10.0.0.0:9/healthz")]
    [InlineData("https://gateway.test:9/", "https://gateway.test:9/healthz")]
    public void A_place_to_bind_becomes_a_place_to_ask(string url, string expected) => Assert.Equal(expected, AdminAddress.ToAsk(url)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("ftp://localhost:1")]
    [InlineData("/etc/passwd")]
    public void What_is_no_address_is_not_asked(string url) => Assert.Null(AdminAddress.ToAsk(url));

    [Theory]
    [InlineData("""{ "PrivacyGateway": { "Admin": { "Url": "http://127.0.0.1:9" } } }""", "http://127.0.0.1:9/healthz")]
    [InlineData("""{ /* said */ "privacygateway": { "admin": { "url": "http://127.0.0.1:9" }, }, "unknown": 1 }""", "http://127.0.0.1:9/healthz")]
    [InlineData("""{ "PrivacyGateway": { "Admin": { "Url": """, "http://localhost:8081/healthz")]
    [InlineData("""{ "PrivacyGateway": { "Admin": { "Url": 5 } } }""", "http://localhost:8081/healthz")]
    [InlineData("""{ "PrivacyGateway": {}, "PrivacyGateway": {} }""", "http://localhost:8081/healthz")]
    [InlineData("[]", "http://localhost:8081/healthz")]
    [InlineData("", "http://localhost:8081/healthz")]
    public void The_file_is_read_as_far_as_it_can_be(string json, string expected)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            Assert.Equal(expected, AdminAddress.Find(file, Nothing)?.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_leaves_the_default() =>
        Assert.Equal("http://localhost:8081/healthz", AdminAddress.Find("/nowhere/proxy.json", Nothing)?.ToString());

    [Fact]
    public void The_environment_comes_before_the_file() => Assert.Equal(
        "http://localhost:7/healthz",
        AdminAddress.Find("/nowhere/proxy.json", new Dictionary<string, string>(StringComparer.Ordinal) { ["PrivacyGateway__Admin__Url"] = "http://+:7" })?.ToString());
}
