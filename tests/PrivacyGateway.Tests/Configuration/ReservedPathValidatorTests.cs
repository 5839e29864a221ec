namespace PrivacyGateway.Tests.Configuration;

public sealed class ReservedPathValidatorTests
{
    private const string Key = "PrivacyGateway.ReservedPath";

    [Theory]
    [InlineData("\"/.consent/\"", "/.consent/")]
    [InlineData("\"/a/\"", "/a/")]
    [InlineData("\"/a_b/C-1.d/\"", "/a_b/C-1.d/")]
    [InlineData(null, "/.privacy/")]
    public void Reserved_path_that_begins_and_ends_with_a_slash_is_accepted(string? json, string expected) =>
        Assert.Equal(expected, ConfigSample.Load(ConfigSample.With(Key, json)).Config!.ReservedPath);

    [Theory]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("a/")]
    [InlineData("/a")]
    [InlineData("/a//b/")]
    [InlineData("/./")]
    [InlineData("/../")]
    [InlineData("/a/../b/")]
    [InlineData("/a b/")]
    [InlineData("/a?b/")]
    [InlineData("/{a}/")]
    [InlineData("/%61/")]
    [InlineData("/\u00e4/")]
    public void Invalid_reserved_path_is_an_error_with_the_default_as_an_example(string path)
    {
        var error = ConfigSample.LoadError(ConfigSample.With(Key, $"\"{path}\""));

        Assert.Equal(
            ("$.PrivacyGateway.ReservedPath", $"\"{path}\" is not a path that can be reserved.",
                "Write one that begins and ends with /, such as \"/.privacy/\"."),
            (error.Path, error.Message, error.Remedy));
    }

    [Theory]
    [InlineData("/.consent")]
    [InlineData("/.consent/")]
    [InlineData(".consent/x")]
    [InlineData("/.Consent/{**rest}")]
    [InlineData("/.consent/state")]
    public void Route_below_the_reserved_path_is_an_error(string path)
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Route}.Match.Path", $"\"{path}\""));

        Assert.Equal(
            ("$.ReverseProxy.Routes.track.Match.Path", "Choose another path, or another ReservedPath."), (error.Path, error.Remedy));
        Assert.StartsWith($"\"{path}\" lies below \"/.consent/\"", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/.consents/{**rest}")]
    [InlineData("/x/.consent/")]
    [InlineData("/{**path}")]
    public void Route_beside_the_reserved_path_is_accepted(string path) =>
        Assert.Empty(ConfigSample.Load(ConfigSample.With($"{ConfigSample.Route}.Match.Path", $"\"{path}\"")).Problems.Errors);

    [Fact]
    public void Static_path_below_the_reserved_path_is_an_error_at_its_location()
    {
        var error = ConfigSample.LoadError(
            ConfigSample.With($"{ConfigSample.Policy}.staticPaths", """["/js/", "/.CONSENT/js/", "/.consents/"]"""));

        Assert.Equal(("$.PrivacyGateway.Policies.default.staticPaths[1]", "Choose another path, or another ReservedPath."),
            (error.Path, error.Remedy));
    }

    [Fact]
    public void Host_under_two_policies_is_one_warning()
    {
        var problems = ConfigSample.Load(WithSecond("track.shop.example", "second")).Problems;

        Assert.Empty(problems.Errors);
        var warning = Assert.Single(problems.Warnings, warning => warning.Path == "$.ReverseProxy.Routes");
        Assert.Equal(
            "track.shop.example is served under several policies (default, second); below \"/.consent/\" the first of them counts.",
            warning.Message);
        Assert.Equal("Give each policy a separate host.", warning.Remedy);
    }

    [Theory]
    [InlineData("other.shop.example", "second")]
    [InlineData("track.shop.example", "default")]
    [InlineData("track.shop.example", "none")]
    public void Host_under_one_policy_is_not_warned_about(string host, string policy) =>
        Assert.DoesNotContain(
            ConfigSample.Load(WithSecond(host, policy)).Problems.Warnings, warning => warning.Path == "$.ReverseProxy.Routes");

    private static string WithSecond(string host, string policy)
    {
        var json = ConfigSample.With(
            "PrivacyGateway.Policies.second",
            """{ "userIdentification": { "enableAnonymousFunction": true }, "cookieDomain": "shop.example" }""");
        return ConfigSample.With(
            json,
            "ReverseProxy.Routes.second",
            $$"""{ "ClusterId": "track-domain", "Match": { "Hosts": ["{{host}}"], "Path": "/js/{**path}" }, "Metadata": { "PrivacyPolicy": "{{policy}}" } }""");
    }
}
