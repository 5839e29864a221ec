using System.Security.Authentication;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration;

/// <summary>Kestrel ignores what it does not know; the gateway does not.</summary>
public sealed class KestrelReaderTests
{
    private const string Https = "Kestrel.Endpoints.https";

    [Fact]
    public void Every_key_of_the_Kestrel_section_is_read()
    {
        var kestrel = ConfigSample.Load(ConfigSample.Json).Config!.Kestrel;

        var endpoint = Assert.Single(kestrel.Endpoints);
        Assert.Equal(("https", "$.Kestrel.Endpoints.https", true), (endpoint.Name, endpoint.Path, endpoint.IsHttps));
        Assert.Equal(
            new CertificateConfig("$.Kestrel.Endpoints.https.Certificate", "other.pem", "other.key", "secret"), endpoint.Certificate);
        var sni = Assert.Single(endpoint.Sni);
        Assert.Equal(("track", HttpVersions.Http1, SslProtocols.Tls13), (sni.Host, sni.Protocols, sni.SslProtocols));
        Assert.Equal(
            new CertificateConfig("$.Kestrel.Endpoints.https.Sni.track.Certificate", "track.pem", "track.key", null), sni.Certificate);
        Assert.Equal(new CertificateConfig("$.Kestrel.Certificates.Default", "default.pem", null, null), kestrel.DefaultCertificate);
        Assert.Equal(SslProtocols.Tls12, kestrel.SslProtocols);
    }

    [Theory]
    [InlineData($"{Https}.Certifcate", "{}", "$.Kestrel.Endpoints.https.Certifcate", "\"Certificate\"")]
    [InlineData($"{Https}.Certificate.Pat", "\"x\"", "$.Kestrel.Endpoints.https.Certificate.Pat", "\"Path\"")]
    [InlineData(
        $"{Https}.ClientCertificateMode", "\"RequireCertificate\"", "$.Kestrel.Endpoints.https.ClientCertificateMode", "Known here")]
    [InlineData($"{Https}.Sni.track.Certificat", "{}", "$.Kestrel.Endpoints.https.Sni.track.Certificat", "\"Certificate\"")]
    [InlineData($"{Https}.Sni.a/b", """{ "Certificate": { "Path": "x" } }""", "$.Kestrel.Endpoints.https.Sni['a/b']", "*.shop.example")]
    [InlineData($"{Https}.Sni.*", "[]", "$.Kestrel.Endpoints.https.Sni['*']", "braces")]
    [InlineData($"{Https}.Protocols", "\"Http4\"", "$.Kestrel.Endpoints.https.Protocols", "Http1AndHttp2")]
    [InlineData($"{Https}.SslProtocols", "[\"Tls13\", \"Ssl3\"]", "$.Kestrel.Endpoints.https.SslProtocols[1]", "Tls12")]
    [InlineData($"{Https}.Url", "\"*:443\"", "$.Kestrel.Endpoints.https.Url", "https://*:443")]
    [InlineData($"{Https}.Url", "\"https://*:443/path\"", "$.Kestrel.Endpoints.https.Url", "https://*:443")]
    [InlineData($"{Https}.Url", "\"https://*:99999\"", "$.Kestrel.Endpoints.https.Url", "https://*:443")]
    [InlineData($"{Https}.Url", null, "$.Kestrel.Endpoints.https.Url", "text")]
    [InlineData("Kestrel.Endpont", "{}", "$.Kestrel.Endpont", "\"Endpoints\"")]
    [InlineData("Kestrel.Limits.MaxRequestBodySiz", "1", "$.Kestrel.Limits.MaxRequestBodySiz", "\"MaxRequestBodySize\"")]
    [InlineData("Kestrel.Certificates.Development", "{}", "$.Kestrel.Certificates.Development", "Default")]
    public void Kestrel_mistake_is_reported_with_location_and_remedy(string key, string? value, string path, string remedy)
    {
        var loaded = ConfigSample.Load(ConfigSample.With(key, value));

        var error = Assert.Single(loaded.Problems.Errors, error => error.Path == path);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void HTTPS_endpoint_needs_a_certificate_and_an_HTTP_endpoint_accepts_none()
    {
        var bare = ConfigSample.With(ConfigSample.With("Kestrel.Certificates", null), Https, """{ "Url": "https://*:443" }""");
        var plain = ConfigSample.With($"{Https}.Url", "\"http://*:80\"");
        var uncovered = ConfigSample.With(
            ConfigSample.With("Kestrel.Certificates", null), Https,
            """{ "Url": "https://*:443", "Sni": { "a.test": { "Certificate": { "Path": "x" } }, "b.test": {} } }""");

        Assert.Equal("$.Kestrel.Endpoints.https", ConfigSample.LoadError(bare).Path);
        Assert.Equal("$.Kestrel.Endpoints.https", ConfigSample.LoadError(plain).Path);
        Assert.Equal("$.Kestrel.Endpoints.https.Sni['b.test']", ConfigSample.LoadError(uncovered).Path);
    }

    [Theory]
    [InlineData("http://*:80")]
    [InlineData("http://+:80")]
    [InlineData("http://localhost:80")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://[::1]:80")]
    [InlineData("http://unix:/run/gateway.sock")]
    public void Address_that_Kestrel_accepts_is_accepted(string url) =>
        Assert.Empty(ConfigSample.Load(ConfigSample.With(Https, $$"""{ "Url": "{{url}}" }""")).Problems.Errors);

    [Theory]
    [InlineData(Https, true)]
    [InlineData("PrivacyGateway.KnownProxies", true)]
    [InlineData("both", false)]
    public void Redirect_without_an_HTTPS_endpoint_is_a_warning(string taken, bool isFine)
    {
        var json = taken == "both"
            ? ConfigSample.With(ConfigSample.With(Https, null), "PrivacyGateway.KnownProxies", null) : ConfigSample.With(taken, null);

        var warnings = ConfigSample.Load(json).Problems.Warnings.Where(warning => warning.Path == "$.PrivacyGateway.Https.redirect");

        Assert.Equal(isFine ? 0 : 1, warnings.Count());
    }

    [Fact]
    public void Certificate_password_is_not_printed()
    {
        Assert.DoesNotContain("secret", new CertificateConfig("$", "a.pem", null, "secret").ToString(), StringComparison.Ordinal);
    }
}
