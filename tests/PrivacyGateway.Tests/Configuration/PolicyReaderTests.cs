using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration;

public sealed class PolicyReaderTests
{
    [Fact]
    public void Every_key_of_a_policy_is_read()
    {
        var policy = ConfigSample.LoadPolicy(ConfigSample.Json);

        Assert.True(policy.UserIdentification.EnableAnonymousFunction);
        Assert.Equal("leaveMeAlone", policy.UserIdentification.AnonymousCookieName);
        Assert.True(policy.UserIdentification.AnonymousOptIn);
        Assert.Equal(["cd", "uc5", "uc7"], policy.UserIdentification.SuppressParameter);
        Assert.Equal(PolicyLevel.Strict, policy.Level);
        Assert.Equal(["yes", "1"], policy.ConsentValues);
        Assert.Equal(["webtrekkOptOut", "noTracking"], policy.OptOutCookies);
        Assert.Equal("shop.example", policy.CookieDomain);
        Assert.Equal(InvisibleCookiesMode.ByCookie, policy.InvisibleCookies);
        Assert.Equal(ClientAddressMode.Truncated, policy.ClientAddress);
        Assert.Equal(TemporarySessionMode.Drop, policy.TemporarySession);
        Assert.Equal(["noTracking"], policy.AllowedSetCookies);
        Assert.Equal(["https://www.shop.example/privacy/"], policy.OptOutRedirects);
        Assert.Equal(["/js/"], policy.StaticPaths);
        Assert.Equal(PlatformRole.StandInForCookie, policy.Signals.PlatformsMay);
        Assert.True(policy.Signals.GlobalPrivacyControl);
        Assert.True(policy.Signals.DoNotTrack);
        Assert.Equal(("tc", 402), (policy.Signals.Tcf!.Cookie, policy.Signals.Tcf.Vendor));
        Assert.Equal([1, 7, 8], policy.Signals.Tcf.Purposes);
        Assert.Equal(["C0002"], policy.Signals.OneTrust);
        Assert.Equal(["statistics"], policy.Signals.Cookiebot);
        Assert.Equal(new CookieMatchConfig
        {
            Cookie = "didomi_token",
            Decode = CookieDecoding.Base64,
            Match = "\"analytics\"",
            Means = ConsentMeaning.Granted,
        }, policy.Signals.Cookies["didomi"]);
        Assert.Equal(["https://www.shop.example"], policy.AllowedOrigins);
        Assert.Equal(180, policy.ConsentMaxAge);
        Assert.False(policy.RefreshOptOut);
        Assert.Equal(25165824, policy.Limits.BodyBytes);
        Assert.Equal(500, policy.Limits.BatchLines);
    }

    [Fact]
    public void Minimal_policy_has_the_defaults_of_the_pixel_and_the_design()
    {
        var policy = ConfigSample.LoadPolicy(
            ConfigSample.With(ConfigSample.Policy, """{ "userIdentification": { "enableAnonymousFunction": true } }"""));

        Assert.Equal("miCookieOptOut", policy.UserIdentification.AnonymousCookieName);
        Assert.False(policy.UserIdentification.AnonymousOptIn);
        Assert.Empty(policy.UserIdentification.SuppressParameter);
        Assert.Equal(PolicyLevel.Standard, policy.Level);
        Assert.Equal(["1"], policy.ConsentValues);
        Assert.Equal(["webtrekkOptOut"], policy.OptOutCookies);
        Assert.Null(policy.CookieDomain);
        Assert.Equal(InvisibleCookiesMode.Anonymous, policy.InvisibleCookies);
        Assert.Equal(ClientAddressMode.Full, policy.ClientAddress);
        Assert.Equal(TemporarySessionMode.Keep, policy.TemporarySession);
        Assert.Equal(["webtrekkOptOut"], policy.AllowedSetCookies);
        Assert.Empty(policy.OptOutRedirects);
        Assert.Empty(policy.StaticPaths);
        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(new SignalsConfig()), System.Text.Json.JsonSerializer.Serialize(policy.Signals));
        Assert.Equal(PlatformRole.Restrict, policy.Signals.PlatformsMay);
        Assert.Empty(policy.AllowedOrigins);
        Assert.Equal(395, policy.ConsentMaxAge);
        Assert.False(policy.RefreshOptOut);
        Assert.Equal(262144, policy.Limits.BodyBytes);
        Assert.Equal(10000, policy.Limits.BatchLines);
    }

    [Theory]
    [InlineData(ConfigSample.User, "$.PrivacyGateway.Policies.default.userIdentification")]
    [InlineData(
        $"{ConfigSample.User}.enableAnonymousFunction", "$.PrivacyGateway.Policies.default.userIdentification.enableAnonymousFunction")]
    public void Missing_required_key_is_an_error(string key, string path)
    {
        var error = ConfigSample.LoadError(ConfigSample.With(key, null));

        Assert.Equal(path, error.Path);
        Assert.Equal("this key is required.", error.Message);
        Assert.NotEmpty(error.Remedy);
    }

    [Theory]
    [InlineData("userIdentification.anononymousOptIn", "anonymousOptIn")]
    [InlineData("userIdentification.enableAnonymousfunction", "enableAnonymousFunction")]
    [InlineData("userIdentification.suppressParameters", "suppressParameter")]
    [InlineData("userIdentification.anonymousCookie", "anonymousCookieName")]
    [InlineData("levle", "level")]
    [InlineData("Level", "level")]
    [InlineData("consentValue", "consentValues")]
    [InlineData("limits.bodyByte", "bodyBytes")]
    public void Misspelt_policy_key_is_an_error_that_suggests_the_nearest_one(string key, string meant)
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Policy}.{key}", "true"));

        Assert.Equal($"$.PrivacyGateway.Policies.default.{key}", error.Path);
        Assert.Equal($"Did you mean \"{meant}\"?", error.Remedy);
    }

    [Theory]
    [InlineData("userIdentification", "true")]
    [InlineData("userIdentification", "[]")]
    [InlineData("userIdentification.enableAnonymousFunction", "\"true\"")]
    [InlineData("userIdentification.enableAnonymousFunction", "1")]
    [InlineData("userIdentification.enableAnonymousFunction", "null")]
    [InlineData("userIdentification.anonymousOptIn", "\"false\"")]
    [InlineData("userIdentification.anonymousCookieName", "\"\"")]
    [InlineData("userIdentification.anonymousCookieName", "\" \"")]
    [InlineData("userIdentification.anonymousCookieName", "5")]
    [InlineData("userIdentification.suppressParameter", "\"cd,uc5\"")]
    [InlineData("userIdentification.suppressParameter", "{}")]
    [InlineData("level", "\"Strict\"")]
    [InlineData("level", "\"paranoid\"")]
    [InlineData("level", "1")]
    [InlineData("consentValues", "\"1\"")]
    [InlineData("consentValues", "1")]
    [InlineData("optOutCookies", "\"webtrekkOptOut\"")]
    [InlineData("cookieDomain", "[]")]
    [InlineData("cookieDomain", "\"\"")]
    [InlineData("invisibleCookies", "\"bycookie\"")]
    [InlineData("clientAddress", "false")]
    [InlineData("referrer", "\"origin\"")]
    [InlineData("temporarySession", "\"rotate\"")]
    [InlineData("allowedSetCookies", "true")]
    [InlineData("optOutRedirects", "\"https://www.shop.example/\"")]
    [InlineData("staticPaths", "\"/js/\"")]
    [InlineData("limits", "5")]
    [InlineData("limits.bodyBytes", "0")]
    [InlineData("limits.bodyBytes", "25165825")]
    [InlineData("limits.bodyBytes", "1.5")]
    [InlineData("limits.bodyBytes", "\"1000\"")]
    [InlineData("limits.bodyBytes", "1e99")]
    [InlineData("limits.batchLines", "-1")]
    [InlineData("limits.batchLines", "1000001")]
    public void Policy_value_of_the_wrong_type_is_an_error_at_its_location(string key, string value)
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Policy}.{key}", value));

        Assert.Equal($"$.PrivacyGateway.Policies.default.{key}", error.Path);
        Assert.NotEmpty(error.Remedy);
    }

    [Theory]
    [InlineData("consentValues", "[\"1\", 1]")]
    [InlineData("consentValues", "[\"1\", \"\"]")]
    [InlineData("consentValues", "[\"1\", \" 1\"]")]
    [InlineData("optOutCookies", "[\"a\", null]")]
    [InlineData("userIdentification.suppressParameter", "[\"cd\", [\"oi\"]]")]
    [InlineData("staticPaths", "[\"/js/\", true]")]
    public void List_entry_of_the_wrong_type_is_an_error_at_its_location(string key, string value)
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Policy}.{key}", value));

        Assert.Equal($"$.PrivacyGateway.Policies.default.{key}[1]", error.Path);
    }

    [Fact]
    public void Error_about_a_choice_lists_the_choices()
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Policy}.clientAddress", "\"half\""));

        Assert.Equal("\"half\" is not one of the choices.", error.Message);
        Assert.Equal("Write \"full\" or \"truncated\" or \"none\".", error.Remedy);
    }

    [Fact]
    public void String_in_place_of_a_list_is_an_error_that_shows_the_list_form()
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.User}.suppressParameter", "\"cd\""));

        Assert.Equal("Write a list, such as [\"cd\"].", error.Remedy);
    }
}
