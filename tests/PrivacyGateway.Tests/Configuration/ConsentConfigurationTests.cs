namespace PrivacyGateway.Tests.Configuration;

/// <summary>Mistakes in a policy's signals, origins, cookies and reserved paths: each with its location and its remedy.</summary>
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
    public void Consent_mistake_is_reported_at_its_location_with_a_remedy(string key, string? value, string remedy)
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
    public void Origin_that_no_browser_sends_is_an_error(string origin) =>
        Assert.Equal(
            $"$.{Policy}.allowedOrigins[0]", ConfigSample.LoadError(ConfigSample.With($"{Policy}.allowedOrigins", $"[\"{origin}\"]")).Path);

    [Fact]
    public void Purpose_that_is_not_an_existing_number_is_an_error()
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
    public void Cookie_domain_must_cover_every_host_of_the_policy(string host, bool isWrong)
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
    public void Route_below_the_reserved_path_is_an_error(string path, bool isWrong)
    {
        var loaded = ConfigSample.Load(ConfigSample.With($"{ConfigSample.Route}.Match.Path", $"\"{path}\""));

        Assert.Equal(isWrong ? [$"$.{ConfigSample.Route}.Match.Path"] : [], loaded.Problems.Errors.Select(error => error.Path));
    }

    [Fact]
    public void Setting_without_effect_is_a_warning()
    {
        var optOut = ConfigSample.With($"{ConfigSample.User}.anonymousOptIn", "false");

        Assert.Contains(ConfigSample.Load(optOut).Problems.Warnings, warning => warning.Path == $"$.{Policy}.signals.platformsMay");
        Assert.Contains(ConfigSample.Load(ConfigSample.With($"{Policy}.cookieDomain", null)).Problems.Warnings,
            warning => warning.Path == $"$.{Policy}.cookieDomain");
    }

    [Fact]
    public void Platform_that_cannot_grant_consent_cannot_stand_in_for_the_cookie() => Assert.Equal(
        $"$.{Policy}.signals.platformsMay",
        ConfigSample.LoadError(ConfigSample.With(
            $"{Policy}.signals", "{ \"platformsMay\": \"standInForCookie\", \"globalPrivacyControl\": true }")).Path);
}
