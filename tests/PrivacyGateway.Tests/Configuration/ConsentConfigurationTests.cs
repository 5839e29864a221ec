namespace PrivacyGateway.Tests.Configuration;

/// <summary>What a policy may not say about signals, origins, cookies and reserved paths: each mistake with its place and its remedy.</summary>
public sealed class ConsentConfigurationTests
{
    private const string Policy = ConfigSample.Policy;

    [Theory]
    [InlineData($"{Policy}.signals.globalPrivacyControll", "true", "Did you mean \"globalPrivacyControl\"?")]
    [InlineData($"{Policy}.signals.tcf.purposes", "[]", "Write the purposes you need")]
    [InlineData($"{Policy}.signals.tcf.vendor", "65536", "The default is")]
    [InlineData($"{Policy}.signals.tcf.cookie", "\"a b\"", "Write letters, digits")]
    [InlineData($"{Policy}.signals.cookies.didomi.cookie", "\"wteid_1\"", "the consent platform's cookie")]
    [InlineData($"{Policy}.signals.cookies.didomi.match", "\"(?=a)\"", "without look-around")]
    [InlineData($"{Policy}.signals.cookies.didomi.match", "\"(\"", "Write a regular expression")]
    [InlineData($"{Policy}.signals.cookies.didomi.means", null, "Write \"granted\" or \"denied\"")]
    [InlineData($"{Policy}.consentMaxAge", "401", "The default is 395")]
    [InlineData($"{Policy}.cookieDomain", "\"192.0.2.7\"", "Write the registrable domain alone")]
    [InlineData($"{Policy}.refreshOptOut", "true", "Take it out")]
    [InlineData("PrivacyGateway.ReservedPath", "\"/\"", "/.privacy/")]
    [InlineData("PrivacyGateway.ReservedPath", "\"/a/../b/\"", "/.privacy/")]
    public void A_mistake_is_said_at_its_place_with_the_remedy(string key, string? value, string remedy)
    {
        var error = ConfigSample.LoadError(ConfigSample.With(key, value));

        Assert.StartsWith($"$.{key}", error.Path, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://www.shop.example/")]
    [InlineData("https://WWW.shop.example")]
    [InlineData("https://www.shop.example:443")]
    [InlineData("http://www.shop.example")]
    [InlineData("null")]
    [InlineData("*")]
    public void Only_what_a_browser_writes_is_an_origin(string origin) =>
        Assert.Equal($"$.{Policy}.allowedOrigins[0]", ConfigSample.LoadError(ConfigSample.With($"{Policy}.allowedOrigins", $"[\"{origin}\"]")).Path);

    [Fact]
    public void A_purpose_is_a_number_and_one_that_exists()
    {
        var loaded = ConfigSample.Load(ConfigSample.With($"{Policy}.signals.tcf.purposes", "[0, \"1\", 25, 1.5]"));

        Assert.Equal([0, 1, 2, 3], loaded.Problems.Errors.Select(error => error.Path[^2] - '0'));
    }

    [Theory]
    [InlineData("www.shop.example", false)]
    [InlineData("shop.example", false)]
    [InlineData("*.shop.example", false)]
    [InlineData("track.othershop.example", true)]
    [InlineData("shop.example.evil.test", true)]
    public void The_cookie_domain_covers_every_host_of_the_policy(string host, bool isWrong)
    {
        var loaded = ConfigSample.Load(ConfigSample.With($"{ConfigSample.Route}.Match.Hosts", $"[\"{host}\"]"));

        Assert.Equal(isWrong ? [$"$.{Policy}.cookieDomain"] : [], loaded.Problems.Errors.Select(error => error.Path));
    }

    [Theory]
    [InlineData("/.consent/{**path}", true)]
    [InlineData("/.consent", true)]
    [InlineData("/.Consent/x", true)]
    [InlineData("/.consents/{**path}", false)]
    [InlineData("/{**path}", false)]
    public void No_route_claims_the_reserved_path(string path, bool isWrong)
    {
        var loaded = ConfigSample.Load(ConfigSample.With($"{ConfigSample.Route}.Match.Path", $"\"{path}\""));

        Assert.Equal(isWrong ? [$"$.{ConfigSample.Route}.Match.Path"] : [], loaded.Problems.Errors.Select(error => error.Path));
    }

    [Fact]
    public void What_cannot_do_anything_is_warned_about()
    {
        var optOut = ConfigSample.With($"{ConfigSample.User}.anonymousOptIn", "false");

        Assert.Contains(ConfigSample.Load(optOut).Problems.Warnings, warning => warning.Path == $"$.{Policy}.signals.platformsMay");
        Assert.Contains(ConfigSample.Load(ConfigSample.With($"{Policy}.cookieDomain", null)).Problems.Warnings, warning => warning.Path == $"$.{Policy}.cookieDomain");
    }

    [Fact]
    public void Nobody_stands_in_who_cannot_grant() => Assert.Equal(
        $"$.{Policy}.signals.platformsMay",
        ConfigSample.LoadError(ConfigSample.With($"{Policy}.signals", "{ \"platformsMay\": \"standInForCookie\", \"globalPrivacyControl\": true }")).Path);
}
