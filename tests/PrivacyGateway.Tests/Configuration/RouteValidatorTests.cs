namespace PrivacyGateway.Tests.Configuration;

public sealed class RouteValidatorTests
{
    [Theory]
    [InlineData("defualt", "Did you mean \"default\"?")]
    [InlineData("Default", "Did you mean \"default\"?")]
    [InlineData("somethingElse", "Known: default.")]
    public void Unknown_policy_of_a_route_is_an_error(string policy, string remedy)
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Route}.Metadata.PrivacyPolicy", $"\"{policy}\""));

        Assert.Equal("$.ReverseProxy.Routes.track.Metadata.PrivacyPolicy", error.Path);
        Assert.Equal(remedy, error.Remedy);
    }

    [Theory]
    [InlineData("track.shop.example", "/{**path}")]
    [InlineData("TRACK.shop.example", "/{**path}")]
    [InlineData("track.shop.example:443", "/{**path}")]
    [InlineData("track.shop.example", "/{**other}")]
    public void Two_routes_for_one_host_and_path_are_an_error(string host, string path)
    {
        var error = ConfigSample.LoadError(WithSecondRoute(host, path));

        Assert.Equal("$.ReverseProxy.Routes.second.Match", error.Path);
        Assert.Contains("\"track\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("track.shop.example", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("other.shop.example", "/{**path}")]
    [InlineData("track.shop.example", "/js/{**path}")]
    [InlineData("track.shop.example", "/{path}")]
    public void Two_routes_that_differ_in_host_or_path_are_accepted(string host, string path) =>
        Assert.Empty(ConfigSample.Load(WithSecondRoute(host, path)).Problems.Errors);

    private static string WithSecondRoute(string host, string path) => ConfigSample.With(
        "ReverseProxy.Routes.second",
        $$"""{ "ClusterId": "track-domain", "Match": { "Hosts": ["{{host}}"], "Path": "{{path}}" }, "Metadata": { "PrivacyPolicy": "default" } }""");
}
