using System.Globalization;

namespace PrivacyGateway.Tests.Configuration.Loading;

public sealed class ConfigReaderTests
{
    [Fact]
    public void Sample_configuration_is_valid_and_read_completely()
    {
        var loaded = ConfigSample.Load(ConfigSample.Json);

        Assert.Empty(loaded.Problems.Errors);
        Assert.Equal("http://localhost:9999", loaded.Config!.Admin.Url);
        Assert.Equal(["gateway-1.example", "*.monitoring.example"], loaded.Config.Admin.Hosts);
        Assert.Equal(["10.0.0.0/8", "192.0.2.7"], loaded.Config.KnownProxies);
        Assert.Equal(1048576, loaded.Config.Limits.BufferedBytes);
        Assert.Equal("https://track-domain.example/", Assert.Single(loaded.Config.Destinations).Address);
    }

    [Fact]
    public void Admin_host_that_is_not_a_name_is_an_error_with_its_location()
    {
        var json = ConfigSample.Json.Replace("\"gateway-1.example\"",
            "\"http://gateway-1\", \"gateway-1:8081\", \"müller.example\", \"127.0.0.1\", \"*\"", StringComparison.Ordinal);

        var loaded = ConfigSample.Load(json);

        Assert.Equal([0, 1, 3, 4], loaded.Problems.Errors.Select(
            static problem => int.Parse(problem.Path.Split('[', ']')[1], CultureInfo.InvariantCulture)));
        Assert.All(loaded.Problems.Errors, static problem => Assert.StartsWith(
            "$.PrivacyGateway.Admin.Hosts[", problem.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void Omitted_keys_have_their_defaults()
    {
        var json = ConfigSample.With(ConfigSample.With(
            ConfigSample.With("PrivacyGateway.Admin", null), "PrivacyGateway.KnownProxies", null), "PrivacyGateway.Limits", null);

        var config = ConfigSample.Load(json).Config!;

        Assert.Equal("http://localhost:8081", config.Admin.Url);
        Assert.Empty(config.KnownProxies);
        Assert.Equal(64 * 1024 * 1024, config.Limits.BufferedBytes);
    }

    [Fact]
    public void All_mistakes_of_a_file_are_reported_with_path_and_remedy()
    {
        var json = ConfigSample.Json
            .Replace("\"anonymousOptIn\"", "\"anononymousOptIn\"", StringComparison.Ordinal)
            .Replace("\"strict\"", "\"harsh\"", StringComparison.Ordinal)
            .Replace("[\"cd\", \"uc5\", \"uc7\"]", "\"cd\"", StringComparison.Ordinal)
            .Replace("\"PrivacyPolicy\": \"default\"", "\"PrivacyPolicy\": \"defualt\"", StringComparison.Ordinal)
            .Replace("\"leaveMeAlone\"", "\"\"", StringComparison.Ordinal)
            .Replace("https://track-domain.example/", "https://track.shop.example/", StringComparison.Ordinal);

        var loaded = ConfigSample.Load(json);

        const string User = "$.PrivacyGateway.Policies.default.userIdentification";
        Assert.Equal(
            [
                "$.PrivacyGateway.Policies.default.level",
                $"{User}.anononymousOptIn",
                $"{User}.anonymousCookieName",
                $"{User}.suppressParameter",
                "$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address",
                "$.ReverseProxy.Routes.track.Metadata.PrivacyPolicy",
            ],
            loaded.Problems.Errors.Select(error => error.Path).Order(StringComparer.Ordinal));
        Assert.All(loaded.Problems.Errors, error => Assert.NotEmpty(error.Remedy));
        Assert.Null(loaded.Config);
    }

    [Theory]
    [InlineData("ReverseProxy")]
    [InlineData("ReverseProxy.Routes")]
    [InlineData("ReverseProxy.Clusters")]
    [InlineData("PrivacyGateway")]
    [InlineData("PrivacyGateway.Policies")]
    public void Missing_section_is_an_error(string section) => Assert.Contains(
        ConfigSample.Load(ConfigSample.With(section, null)).Problems.Errors,
        error => error.Path == $"$.{section}" && error.Message == "this key is required.");

    [Theory]
    [InlineData("PrivacyGatway", "PrivacyGateway")]
    [InlineData("kestrel", "Kestrel")]
    [InlineData("PrivacyGateway.Policie", "Policies")]
    [InlineData("PrivacyGateway.Admin.url", "Url")]
    [InlineData("PrivacyGateway.Limits.bufferdBytes", "bufferedBytes")]
    [InlineData("ReverseProxy.Route", "Routes")]
    public void Misspelt_section_is_an_error_that_suggests_the_nearest_one(string key, string meant)
    {
        var error = ConfigSample.LoadError(ConfigSample.With(key, "{}"));

        Assert.Equal($"$.{key}", error.Path);
        Assert.Equal($"Did you mean \"{meant}\"?", error.Remedy);
    }

    [Theory]
    [InlineData("Kestrel")]
    [InlineData("Logging")]
    [InlineData("AllowedHosts")]
    public void Platform_section_is_accepted(string section) =>
        Assert.Empty(ConfigSample.Load(ConfigSample.With(section, "{}")).Problems.Errors);

    [Fact]
    public void Policy_named_none_is_an_error()
    {
        var error = ConfigSample.LoadError(ConfigSample.With(
            "PrivacyGateway.Policies.none", """{ "userIdentification": { "enableAnonymousFunction": true }, "level": "strict" }"""));

        Assert.Equal("$.PrivacyGateway.Policies.none", error.Path);
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("balancer.example")]
    public void Known_proxy_that_is_not_an_address_is_an_error(string proxy) =>
        Assert.Equal("$.PrivacyGateway.KnownProxies[1]",
            ConfigSample.LoadError(ConfigSample.With("PrivacyGateway.KnownProxies", $"[\"10.0.0.1\", \"{proxy}\"]")).Path);

    [Theory]
    [InlineData("65535")]
    [InlineData("\"1048576\"")]
    public void Buffer_budget_out_of_bounds_is_an_error(string bytes) =>
        Assert.Equal("$.PrivacyGateway.Limits.bufferedBytes",
            ConfigSample.LoadError(ConfigSample.With("PrivacyGateway.Limits.bufferedBytes", bytes)).Path);

    [Fact]
    public void Error_about_a_secret_does_not_contain_it()
    {
        var json = ConfigSample.With("Kestrel.Endpoints.https.Certificate.Password", "\" s3cret \"");
        json = ConfigSample.With(
            json, "ReverseProxy.Clusters.track-domain.HttpClient", """{ "WebProxy": { "Address": "user:s3cret@proxy" } }""");
        json = ConfigSample.With(
            json, "ReverseProxy.Clusters.track-domain.HttpRequest.ActivityTimeout", "\"http://user:s3cret@proxy.example/\"");
        json = ConfigSample.With(json, "Kestrel.Certificates.Default", """["s3cret"]""");

        var errors = ConfigSample.Load(json).Problems.Errors;

        Assert.Contains(errors, error => error.Path == "$.Kestrel.Endpoints.https.Certificate.Password" && error.Message.StartsWith(
            "*** ", StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret", string.Join('\n', errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_value_is_truncated_in_messages()
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Policy}.level", $"\"{new string('x', 100_000)}\""));

        Assert.InRange(error.Message.Length, 100, 300);
    }

    /// <summary>Each list that has entries to check, and an entry of the right type that it refuses.</summary>
    [Theory]
    [InlineData("ReverseProxy.Routes.track.Match.Hosts", "\"track.shop.example\"", "\"https://track.shop.example\"")]
    [InlineData($"{ConfigSample.User}.suppressParameter", "\"cd\"", "\"cd, uc5\"")]
    [InlineData($"{ConfigSample.Policy}.keepParameter", "\"oi\"", "\"eid\"")]
    [InlineData($"{ConfigSample.Policy}.optOutCookies", "\"webtrekkOptOut\"", "\"wt3_eid\"")]
    [InlineData($"{ConfigSample.Policy}.allowedSetCookies", "\"noTracking\"", "\"wteid_1\"")]
    [InlineData($"{ConfigSample.Policy}.optOutRedirects", "\"https://www.shop.example/privacy/\"", "\"www.shop.example\"")]
    [InlineData($"{ConfigSample.Policy}.staticPaths", "\"/js/\"", "\"js\"")]
    [InlineData($"{ConfigSample.Policy}.allowedOrigins", "\"https://www.shop.example\"", "\"https://www.shop.example/page\"")]
    [InlineData($"{ConfigSample.Policy}.signals.tcf.purposes", "1", "99")]
    [InlineData("PrivacyGateway.KnownProxies", "\"10.0.0.7\"", "\"balancer\"")]
    public void Every_invalid_list_entry_is_reported_once_at_its_location(string path, string good, string bad)
    {
        var json = ConfigSample.With(path, $"[{bad}, true, {good}, null, \"\", {bad}, {{}}, {{}}]");

        var errors =
            ConfigSample.Load(json).Problems.Errors.Where(error => error.Path.StartsWith($"$.{path}", StringComparison.Ordinal)).ToArray();

        Assert.Equal(
            new[] { 0, 1, 3, 4, 5, 6, 7 }.Select(i => $"$.{path}[{i}]"), errors.Select(error => error.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Unreadable_value_is_not_also_reported_as_missing()
    {
        var problems = ConfigSample.Load(ConfigSample.With($"{ConfigSample.Policy}.cookieDomain", "3")).Problems;

        Assert.Single(problems.Errors.Concat(problems.Warnings), problem => problem.Path == $"$.{ConfigSample.Policy}.cookieDomain");
    }
}
