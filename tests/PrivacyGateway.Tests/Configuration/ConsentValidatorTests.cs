namespace PrivacyGateway.Tests.Configuration;

public sealed class ConsentValidatorTests
{
    private const string Path = "$.PrivacyGateway.Policies.default";

    [Theory]
    [InlineData("https://www.shop.example")]
    [InlineData("https://www.shop.example:8443")]
    [InlineData("https://xn--bcher-kva.example")]
    [InlineData("http://localhost:3000")]
    [InlineData("http://127.0.0.1")]
    public void Origin_in_browser_form_is_accepted(string origin) =>
        Assert.Equal([origin], ConfigSample.LoadPolicy(WithOrigins($"[\"{origin}\"]")).AllowedOrigins);

    [Theory]
    [InlineData("www.shop.example")]
    [InlineData("//www.shop.example")]
    [InlineData("https://www.shop.example/")]
    [InlineData("https://www.shop.example/page")]
    [InlineData("https://www.shop.example?a")]
    [InlineData("https://WWW.shop.example")]
    [InlineData("HTTPS://www.shop.example")]
    [InlineData("https://www.shop.example:443")]
    [InlineData("http://localhost:80")]
    [InlineData("ftp://www.shop.example")]
    [InlineData("file:///a")]
    [InlineData("null")]
    [InlineData("*")]
    [InlineData("https://*.shop.example")]
    public void Value_that_is_not_an_origin_is_an_error_with_an_example(string origin)
    {
        var error = ConfigSample.LoadError(WithOrigins($"[\"https://www.shop.example\", \"{origin}\"]"));

        Assert.Equal($"{Path}.allowedOrigins[1]", error.Path);
        Assert.Contains($"\"{origin}\" is not an origin", error.Message, StringComparison.Ordinal);
        Assert.Contains("such as \"https://www.shop.example\"", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://www.m\u00fcller.example")]
    [InlineData("https://www.xn--mller-kva.example")]
    public void International_origin_is_compared_in_the_form_that_browsers_send(string origin) =>
        Assert.Equal(["https://www.xn--mller-kva.example"], ConfigSample.LoadPolicy(WithOrigins($"[\"{origin}\"]")).AllowedOrigins);

    [Theory]
    [InlineData("m\u00fcller.example", "track.m\u00fcller.example")]
    [InlineData("xn--mller-kva.example", "track.m\u00fcller.example")]
    [InlineData("m\u00fcller.example", "*.m\u00fcller.example")]
    [InlineData("M\u00dcLLER.example", "track.m\u00fcller.example")]
    public void International_cookie_domain_covers_its_hosts_in_either_form_and_is_set_in_punycode(string domain, string host) =>
        Assert.Equal("xn--mller-kva.example", ConfigSample.LoadPolicy(WithHost(domain, host)).CookieDomain);

    [Theory]
    [InlineData("https://www.m\u00fcller.example/\u00fcber/", "https://www.xn--mller-kva.example/%C3%BCber/")]
    [InlineData("https://www.xn--mller-kva.example/privacy", "https://www.xn--mller-kva.example/privacy")]
    [InlineData("https://WWW.shop.example:443/privacy", "https://www.shop.example/privacy")]
    [InlineData("https://www.shop.example/a/../privacy", "https://www.shop.example/privacy")]
    [InlineData("https://www.shop.example:8443/privacy?from=optout", "https://www.shop.example:8443/privacy?from=optout")]
    public void Redirect_is_compared_in_the_form_that_browsers_resolve(string written, string expected) =>
        Assert.Equal([expected],
            ConfigSample.LoadPolicy(ConfigSample.With($"{ConfigSample.Policy}.optOutRedirects", $"[\"{written}\"]")).OptOutRedirects);

    [Theory]
    [InlineData("http://www.shop.example")]
    [InlineData("http://localhost.shop.example")]
    [InlineData("http://10.0.0.1")]
    public void Plain_HTTP_origin_is_an_error(string origin)
    {
        var error = ConfigSample.LoadError(WithOrigins($"[\"{origin}\"]"));

        Assert.Equal(($"{Path}.allowedOrigins[0]", "Write https."), (error.Path, error.Remedy));
    }

    [Theory]
    [InlineData("example")]
    [InlineData("localhost")]
    [InlineData(".shop.example")]
    [InlineData("shop.example.")]
    [InlineData("https://shop.example")]
    [InlineData("shop.example/")]
    [InlineData("shop.example:443")]
    [InlineData("shop.example; Path=/a")]
    [InlineData("*.shop.example")]
    [InlineData("192.0.2.7")]
    [InlineData("-shop.example")]
    [InlineData("shop..example")]
    public void Cookie_domain_that_is_not_a_domain_is_an_error(string domain)
    {
        var errors = ConfigSample.Load(WithDomain($"\"{domain}\"")).Problems.Errors;

        var error = Assert.Single(errors, error => error.Message.EndsWith("is not a domain.", StringComparison.Ordinal));
        Assert.Equal(($"{Path}.cookieDomain", "Write the registrable domain alone, such as \"shop.example\"."), (error.Path, error.Remedy));
    }

    [Theory]
    [InlineData("shop.example", "track.shop.example")]
    [InlineData("shop.example", "TRACK.SHOP.EXAMPLE")]
    [InlineData("Shop.Example", "track.shop.example")]
    [InlineData("shop.example", "shop.example")]
    [InlineData("shop.example", "track.shop.example:8443")]
    [InlineData("shop.example", "*.shop.example")]
    [InlineData("shop.example", "*.eu.shop.example")]
    [InlineData("track.shop.example", "track.shop.example")]
    public void Cookie_domain_that_covers_the_host_is_accepted(string domain, string host) =>
        Assert.Empty(ConfigSample.Load(WithHost(domain, host)).Problems.Errors);

    [Theory]
    [InlineData("shop.example", "track.other.example")]
    [InlineData("shop.example", "myshop.example")]
    [InlineData("track.shop.example", "shop.example")]
    [InlineData("track.shop.example", "*.shop.example")]
    public void Cookie_domain_that_does_not_cover_the_host_is_an_error(string domain, string host)
    {
        var error = ConfigSample.LoadError(WithHost(domain, host));

        Assert.Equal($"{Path}.cookieDomain", error.Path);
        Assert.Equal($"\"{domain}\" is not a domain of {host}: browsers would refuse the cookie.", error.Message);
        Assert.Contains("share", error.Remedy, StringComparison.Ordinal);
    }

    /// <summary>And no others.</summary>
    [Fact]
    public void Error_names_all_hosts_that_the_cookie_domain_does_not_cover()
    {
        var hosts = ConfigSample.With($"{ConfigSample.Route}.Match.Hosts", """["a.example", "track.shop.example", "b.example"]""");

        Assert.Contains(" of a.example, b.example:", ConfigSample.LoadError(hosts).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cookie_domain_need_not_cover_hosts_of_another_policy()
    {
        var json = ConfigSample.With(
            "ReverseProxy.Routes.second",
            """{ "ClusterId": "track-domain", "Match": { "Hosts": ["files.other.example"] }, "Metadata": { "PrivacyPolicy": "none" } }""");

        Assert.Empty(ConfigSample.Load(json).Problems.Errors);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Missing_cookie_domain_is_a_warning_that_identity_cookies_are_not_expired(string enabled, bool isWarned)
    {
        var problems =
            ConfigSample.Load(ConfigSample.With(WithDomain(null), $"{ConfigSample.User}.enableAnonymousFunction", enabled)).Problems;

        Assert.Empty(problems.Errors);
        var warnings = problems.Warnings.Where(warning => warning.Path == $"{Path}.cookieDomain").ToArray();
        Assert.Equal(
            isWarned ? ["Write the registrable domain, such as \"shop.example\"."] : [], warnings.Select(warning => warning.Remedy));
    }

    [Fact]
    public void Cookie_domain_avoids_the_warning_about_identity_cookies() => Assert.DoesNotContain(
        ConfigSample.Load(ConfigSample.Json).Problems.Warnings, warning => warning.Path.EndsWith("cookieDomain", StringComparison.Ordinal));

    [Fact]
    public void RefreshOptOut_under_opt_in_is_an_error()
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Policy}.refreshOptOut", "true"));

        Assert.Equal(($"{Path}.refreshOptOut", "Take it out."), (error.Path, error.Remedy));
    }

    [Fact]
    public void RefreshOptOut_without_a_cookie_domain_is_an_error()
    {
        var renewing = ConfigSample.With(
            ConfigSample.With($"{ConfigSample.Policy}.refreshOptOut", "true"), $"{ConfigSample.User}.anonymousOptIn", "false");
        var error = ConfigSample.LoadError(ConfigSample.With(renewing, $"{ConfigSample.Policy}.cookieDomain", null));

        Assert.Equal(($"{Path}.refreshOptOut", "Write cookieDomain, such as \"shop.example\"."), (error.Path, error.Remedy));
        Assert.True(ConfigSample.LoadPolicy(renewing).RefreshOptOut);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("401")]
    [InlineData("-1")]
    [InlineData("\"180\"")]
    public void ConsentMaxAge_outside_one_day_to_the_browser_maximum_is_an_error(string days) =>
        Assert.Equal($"{Path}.consentMaxAge", ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Policy}.consentMaxAge", days)).Path);

    private static string WithOrigins(string json) => ConfigSample.With($"{ConfigSample.Policy}.allowedOrigins", json);

    private static string WithDomain(string? json) => ConfigSample.With($"{ConfigSample.Policy}.cookieDomain", json);

    private static string WithHost(string domain, string host) =>
        ConfigSample.With(WithDomain($"\"{domain}\""), $"{ConfigSample.Route}.Match.Hosts", $"[\"{host}\"]");
}
