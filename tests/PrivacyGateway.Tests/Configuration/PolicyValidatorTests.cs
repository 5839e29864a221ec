namespace PrivacyGateway.Tests.Configuration;

public sealed class PolicyValidatorTests
{
    private static readonly string Enforced = ConfigSample.With($"{ConfigSample.Policy}.enforce", "true");

    [Theory]
    [InlineData("false", true)]
    [InlineData("true", false)]
    [InlineData(null, false)]
    public void Policy_that_does_not_enforce_is_a_warning(string? value, bool expected)
    {
        var loaded = ConfigSample.Load(ConfigSample.With($"{ConfigSample.Policy}.enforce", value));

        Assert.Empty(loaded.Problems.Errors);
        Assert.Equal(expected, loaded.Problems.Warnings.Any(warning => warning.Path == "$.PrivacyGateway.Policies.default.enforce"
            && warning.Message.Contains("shadow mode", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("p")]
    [InlineData("P")]
    [InlineData("nc")]
    [InlineData("NC")]
    public void Suppressing_a_required_parameter_is_an_error(string name)
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.User}.suppressParameter", $"[\"cd\", \"{name}\"]"));

        Assert.Equal("$.PrivacyGateway.Policies.default.userIdentification.suppressParameter[1]", error.Path);
        Assert.Equal("Take it out.", error.Remedy);
    }

    [Theory]
    [InlineData("uc*")]
    [InlineData("cd,uc5")]
    [InlineData("c d")]
    [InlineData("ü")]
    [InlineData("%63d")]
    public void Suppressed_name_that_the_pixel_ignores_is_an_error(string name)
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.User}.suppressParameter", $"[\"{name}\"]"));

        Assert.Equal("$.PrivacyGateway.Policies.default.userIdentification.suppressParameter[0]", error.Path);
    }

    [Theory]
    [InlineData("userIdentification.anonymousCookieName", "\"a b\"", "userIdentification.anonymousCookieName")]
    [InlineData("userIdentification.anonymousCookieName", "\"a;b\"", "userIdentification.anonymousCookieName")]
    [InlineData("userIdentification.anonymousCookieName", "\"a=b\"", "userIdentification.anonymousCookieName")]
    [InlineData("userIdentification.anonymousCookieName", "\"ä\"", "userIdentification.anonymousCookieName")]
    [InlineData("userIdentification.anonymousCookieName", "\"a%20b\"", "userIdentification.anonymousCookieName")]
    [InlineData("optOutCookies", "[\"webtrekkOptOut\", \"a,b\"]", "optOutCookies[1]")]
    [InlineData("optOutCookies", "[\"leaveMeAlone\"]", "optOutCookies")]
    [InlineData("optOutCookies", "[\"LEAVEMEALONE\"]", "optOutCookies")]
    [InlineData("allowedSetCookies", "[\"a b\"]", "allowedSetCookies[0]")]
    [InlineData("allowedSetCookies", "[\"leaveMeAlone\"]", "allowedSetCookies[0]")]
    [InlineData("allowedSetCookies", "[\"wteid_111111111111111\"]", "allowedSetCookies[0]")]
    [InlineData("allowedSetCookies", "[\"wtstp_sid\"]", "allowedSetCookies[0]")]
    [InlineData("consentValues", "[]", "consentValues")]
    [InlineData("staticPaths", "[\"/\"]", "staticPaths[0]")]
    [InlineData("staticPaths", "[\"js/\"]", "staticPaths[0]")]
    [InlineData("optOutRedirects", "[\"/privacy\"]", "optOutRedirects[0]")]
    [InlineData("optOutRedirects", "[\"www.shop.example/\"]", "optOutRedirects[0]")]
    [InlineData("optOutRedirects", "[\"https://www.shop.example\"]", "optOutRedirects[0]")]
    [InlineData("optOutRedirects", "[\"javascript:alert(1)//\"]", "optOutRedirects[0]")]
    public void Value_that_defeats_the_policy_is_an_error(string key, string value, string place)
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Policy}.{key}", value));

        Assert.Equal($"$.PrivacyGateway.Policies.default.{place}", error.Path);
        Assert.NotEmpty(error.Remedy);
    }

    [Fact]
    public void Empty_consentValues_are_accepted_without_opt_in()
    {
        var json = ConfigSample.With(
            ConfigSample.With($"{ConfigSample.Policy}.consentValues", "[]"), $"{ConfigSample.User}.anonymousOptIn", "false");

        Assert.Empty(ConfigSample.LoadPolicy(json).ConsentValues);
    }

    [Fact]
    public void Standard_level_warns_about_customer_parameters_that_are_forwarded()
    {
        var loaded = ConfigSample.Load(ConfigSample.With(Enforced, $"{ConfigSample.Policy}.level", "\"standard\""));

        var warning = Assert.Single(
            loaded.Problems.Warnings, warning => warning.Path == "$.PrivacyGateway.Policies.default.userIdentification.suppressParameter");
        Assert.Equal("customer data that leaves with anonymous hits: uc* (save uc5, uc7), er*, eaj, ecw*, oi, vc*, xlc*.", warning.Message);
        Assert.NotNull(loaded.Config);
    }

    [Theory]
    [InlineData("level", "\"strict\"")]
    [InlineData("userIdentification.enableAnonymousFunction", "false")]
    public void Customer_data_warning_is_absent_where_anonymous_hits_carry_none(string key, string value)
    {
        var standard = ConfigSample.With(Enforced, $"{ConfigSample.Policy}.level", "\"standard\"");

        var warnings = ConfigSample.Load(ConfigSample.With(standard, $"{ConfigSample.Policy}.{key}", value)).Problems.Warnings;

        Assert.DoesNotContain(warnings, warning => warning.Message.StartsWith("customer data", StringComparison.Ordinal));
    }
}
