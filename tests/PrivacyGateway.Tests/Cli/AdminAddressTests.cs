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
    public void Bind_address_becomes_a_health_check_URL(string url, string expected) =>
        Assert.Equal(expected, AdminAddress.ToHealthUrl(url)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("ftp://localhost:1")]
    [InlineData("/etc/passwd")]
    public void Invalid_admin_URL_yields_no_health_check_URL(string url) => Assert.Null(AdminAddress.ToHealthUrl(url));

    [Theory]
    [InlineData("""{ "PrivacyGateway": { "Admin": { "Url": "http://127.0.0.1:9" } } }""", "http://127.0.0.1:9/healthz")]
    [InlineData(
        """{ /* said */ "privacygateway": { "admin": { "url": "http://127.0.0.1:9" }, }, "unknown": 1 }""", "http://127.0.0.1:9/healthz")]
    [InlineData("""{ "PrivacyGateway": { "Admin": { "Url": """, "http://localhost:8081/healthz")]
    [InlineData("""{ "PrivacyGateway": { "Admin": { "Url": 5 } } }""", "http://localhost:8081/healthz")]
    [InlineData("""{ "PrivacyGateway": {}, "PrivacyGateway": {} }""", "http://localhost:8081/healthz")]
    [InlineData("[]", "http://localhost:8081/healthz")]
    [InlineData("", "http://localhost:8081/healthz")]
    public void Admin_URL_is_read_from_a_partly_broken_file(string json, string expected)
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
    public void Missing_file_yields_the_default_admin_URL() =>
        Assert.Equal("http://localhost:8081/healthz", AdminAddress.Find("/nowhere/proxy.json", Nothing)?.ToString());

    [Fact]
    public void Environment_overrides_the_admin_URL_of_the_file() => Assert.Equal(
        "http://localhost:7/healthz",
        AdminAddress.Find("/nowhere/proxy.json",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["PrivacyGateway__Admin__Url"] = "http://+:7" })?.ToString());
}
