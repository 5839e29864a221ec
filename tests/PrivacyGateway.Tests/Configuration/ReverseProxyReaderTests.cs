namespace PrivacyGateway.Tests.Configuration;

public sealed class ReverseProxyReaderTests
{
    [Fact]
    public void Route_is_read_with_its_hosts_path_policy_and_cluster()
    {
        var loaded = ConfigSample.Load(
            ConfigSample.With($"{ConfigSample.Route}.Match.Hosts", "[\"Track.Shop.example:8443\", \"*.eu.shop.example\"]"));

        var route = Assert.Single(loaded.Config!.Routes);
        Assert.Equal("track", route.Id);
        Assert.Equal(["track.shop.example", "*.eu.shop.example"], route.Hosts);
        Assert.Equal("/{**path}", route.Path);
        Assert.Equal("default", route.Policy);
        Assert.Equal("track-domain", route.ClusterId);
    }

    [Theory]
    [InlineData($"{ConfigSample.Route}.Metadata", null, "Metadata.PrivacyPolicy")]
    [InlineData($"{ConfigSample.Route}.Metadata.PrivacyPolicy", null, "Metadata.PrivacyPolicy")]
    [InlineData($"{ConfigSample.Route}.Metadata.PrivacyPolicy", "\"\"", "Metadata.PrivacyPolicy")]
    [InlineData($"{ConfigSample.Route}.Match.Hosts", null, "Match.Hosts")]
    [InlineData($"{ConfigSample.Route}.Match.Hosts", "[]", "Match.Hosts")]
    [InlineData($"{ConfigSample.Route}.Match.Hosts", "\"track.shop.example\"", "Match.Hosts")]
    [InlineData($"{ConfigSample.Route}.Match", null, "Match")]
    [InlineData($"{ConfigSample.Route}.ClusterId", null, "ClusterId")]
    [InlineData($"{ConfigSample.Route}.Transforms", "[]", "Transforms")]
    [InlineData($"{ConfigSample.Route}.transforms", "[]", "transforms")]
    [InlineData($"{ConfigSample.Route}.Match.Host", "[]", "Match.Host")]
    [InlineData($"{ConfigSample.Route}.CusterId", "\"x\"", "CusterId")]
    [InlineData($"{ConfigSample.Route}.AuthorizationPolicy", "\"default\"", "AuthorizationPolicy")]
    public void Incomplete_route_is_an_error(string key, string? value, string place)
    {
        var errors = ConfigSample.Load(ConfigSample.With(key, value)).Problems.Errors;

        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Equal($"$.ReverseProxy.Routes.track.{place}", error.Path));
        Assert.All(errors, error => Assert.NotEmpty(error.Remedy));
    }

    /// <summary>The suffix is the generation that a reload gives a changed cluster: hits of one cluster would be sent to another.</summary>
    [Fact]
    public void Cluster_name_that_looks_like_a_reloaded_cluster_is_an_error()
    {
        var error = Assert.Single(ConfigSample.Load(ConfigSample.With("ReverseProxy.Clusters.track-domain#2",
            "{ \"Destinations\": { \"primary\": { \"Address\": \"https://x.example/\" } } }")).Problems.Errors);

        Assert.Contains("track-domain#2", error.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SessionAffinity", "{ \"Enabled\": true }", "SessionAffinity")]
    [InlineData("Destination", "{}", "Destination")]
    [InlineData("Destinations", null, "Destinations")]
    [InlineData("Destinations.primary.Address", null, "Destinations.primary.Address")]
    [InlineData("Destinations.primary.Adress", "\"https://x.example/\"", "Destinations.primary.Adress")]
    public void Incomplete_cluster_is_an_error(string key, string? value, string place)
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Cluster}.{key}", value));

        Assert.Equal($"$.ReverseProxy.Clusters.track-domain.{place}", error.Path);
        Assert.NotEmpty(error.Remedy);
    }

    [Fact]
    public void Route_without_a_policy_may_have_transforms()
    {
        var json = ConfigSample.With(
            ConfigSample.With($"{ConfigSample.Route}.Metadata.PrivacyPolicy", "\"none\""), $"{ConfigSample.Route}.Transforms", "[]");

        Assert.Empty(ConfigSample.Load(json).Problems.Errors);
    }

    [Theory]
    [InlineData("SessionAffinity", "{}", "SessionAffinity")]
    [InlineData("SessionAffinity", "{ \"Enabled\": true }", "SessionAffinity")]
    [InlineData("HttpClient", "{ \"RequestHeaderEncoding\": \"utf-8\" }", "HttpClient.RequestHeaderEncoding")]
    [InlineData("HttpClient", "{ \"ResponseHeaderEncoding\": \"latin1\" }", "HttpClient.ResponseHeaderEncoding")]
    [InlineData("HttpClient", "{ \"WebProxy\": { \"Address\": \"http://proxy.example:8080\", \"UseDefaultCredentials\": true } }",
        "HttpClient.WebProxy.UseDefaultCredentials")]
    [InlineData("HttpClient", "{ \"WebProxy\": { \"Address\": \"https://proxy.example:8080\" } }", "HttpClient.WebProxy.Address")]
    [InlineData("HttpClient", "{ \"WebProxy\": { \"Address\": \"http://proxy.example:8080/path\" } }", "HttpClient.WebProxy.Address")]
    [InlineData("HttpRequest", "{ \"Version\": \"3\" }", "HttpRequest.Version")]
    [InlineData("HttpRequest", "{ \"Version\": \"3.0\", \"VersionPolicy\": \"RequestVersionExact\" }", "HttpRequest.Version")]
    [InlineData("Destinations.primary.Host", "\"a b\"", "Destinations.primary.Host")]
    [InlineData("Destinations.primary.Host", "\"https://track-domain.example/\"", "Destinations.primary.Host")]
    [InlineData("Destinations.primary.Host", "\"user@track-domain.example\"", "Destinations.primary.Host")]
    [InlineData("Destinations.primary.Host", "\"träck.example\"", "Destinations.primary.Host")]
    public void Unsupported_YARP_key_is_refused_on_every_route(string key, string value, string place)
    {
        foreach (var policy in (string[])["\"default\"", "\"none\""])
        {
            var json = ConfigSample.With(
                ConfigSample.With($"{ConfigSample.Route}.Metadata.PrivacyPolicy", policy), $"{ConfigSample.Cluster}.{key}", value);

            var error = ConfigSample.LoadError(json);
            Assert.Equal($"$.ReverseProxy.Clusters.track-domain.{place}", error.Path);
            Assert.NotEmpty(error.Remedy);
        }
    }

    [Theory]
    [InlineData("track-domain.example")]
    [InlineData("track-domain.example:8443")]
    [InlineData("192.0.2.1")]
    [InlineData("[2001:db8::1]:8080")]
    public void Destination_host_is_a_name_or_an_address_with_or_without_a_port(string host) =>
        Assert.Empty(
            ConfigSample.Load(ConfigSample.With($"{ConfigSample.Cluster}.Destinations.primary.Host", $"\"{host}\"")).Problems.Errors);

    [Theory]
    [InlineData("00:00:00.5", 500)]
    [InlineData("00:00:30", 1000)]
    public void Shorter_activity_timeout_limits_an_attempt(string timeout, int milliseconds)
    {
        var config = ConfigSample.Load(ConfigSample.With(
            $"{ConfigSample.Cluster}.HttpRequest", $$"""{ "ActivityTimeout": "{{timeout}}" }""")).Config;

        Assert.Equal(milliseconds, config!.TrackDomains["track-domain"].AttemptMilliseconds);
    }

    [Fact]
    public void Unknown_cluster_is_an_error_that_suggests_the_nearest_one()
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Route}.ClusterId", "\"trackdomain\""));

        Assert.Equal("$.ReverseProxy.Routes.track.ClusterId", error.Path);
        Assert.Equal("Did you mean \"track-domain\"?", error.Remedy);
    }

    [Theory]
    [InlineData($"{ConfigSample.Route}.Order", "1")]
    [InlineData($"{ConfigSample.Route}.TimeoutPolicy", "\"disable\"")]
    [InlineData($"{ConfigSample.Route}.Metadata.Team", "\"shop\"")]
    [InlineData($"{ConfigSample.Cluster}.HttpClient", "{ \"MaxConnectionsPerServer\": 10 }")]
    [InlineData($"{ConfigSample.Cluster}.LoadBalancingPolicy", "\"RoundRobin\"")]
    [InlineData($"{ConfigSample.Cluster}.Destinations.primary.Health", "\"https://x.example/\"")]
    public void Keys_that_only_concern_YARP_are_accepted(string key, string value) =>
        Assert.Empty(ConfigSample.Load(ConfigSample.With(key, value)).Problems.Errors);
}
