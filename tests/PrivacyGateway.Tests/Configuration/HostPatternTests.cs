using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration;

public sealed class HostPatternTests
{
    [Theory]
    [InlineData("track.shop.example", "track.shop.example", null, "track.shop.example")]
    [InlineData("Track.Shop.Example", "track.shop.example", null, "track.shop.example")]
    [InlineData("track.shop.example:8443", "track.shop.example", 8443, "track.shop.example:8443")]
    [InlineData("*.shop.example", "*.shop.example", null, "*.shop.example")]
    [InlineData("*.müller.example", "*.xn--mller-kva.example", null, "*.müller.example")]
    [InlineData("track.xn--mller-kva.example:80", "track.xn--mller-kva.example", 80, "track.müller.example:80")]
    [InlineData("straße.example", "xn--strae-oqa.example", null, "straße.example")]
    [InlineData("127.0.0.1", "127.0.0.1", null, "127.0.0.1")]
    [InlineData("127.0.0.1:8080", "127.0.0.1", 8080, "127.0.0.1:8080")]
    [InlineData("localhost", "localhost", null, "localhost")]
    public void Host_is_read_in_ASCII_and_written_for_YARP_in_Unicode(string text, string name, int? port, string yarp)
    {
        var host = HostPattern.Parse(text);

        Assert.Equal(new HostPattern(name, port), host);
        Assert.Equal(yarp, host!.ToYarp());
    }

    [Theory]
    [InlineData("https://track.shop.example/", "Write the name alone: \"track.shop.example\".")]
    [InlineData("track.shop.example/", "Write the name alone: \"track.shop.example\".")]
    [InlineData("https://track.shop.example:8443/x", "Write the name alone: \"track.shop.example\".")]
    [InlineData("[::1]", "Routing cannot match an IPv6 address: write a name, such as \"track.shop.example\".")]
    [InlineData("*shop.example", "A wildcard stands for everything before a name: write \"*.shop.example\".")]
    [InlineData("track.shop.example:https", "Write the name alone, or with a port from 1 to 65535.")]
    [InlineData("track.shop.example.", "Did you mean \"track.shop.example\"?")]
    [InlineData("track shop.example", "Write a name such as \"track.shop.example\".")]
    public void Host_that_no_request_can_have_is_an_error_that_suggests_the_intended_host(string host, string remedy)
    {
        var error = ConfigSample.LoadError(ConfigSample.With($"{ConfigSample.Route}.Match.Hosts", $"[\"{host}\"]"));

        Assert.Equal("$.ReverseProxy.Routes.track.Match.Hosts[0]", error.Path);
        Assert.Equal(remedy, error.Remedy);
    }

    [Fact]
    public void Every_invalid_host_of_a_list_is_reported()
    {
        var errors = ConfigSample.Load(ConfigSample.With(
            $"{ConfigSample.Route}.Match.Hosts", """["a/", "track.shop.example", "b/", "track.shop.example"]""")).Problems.Errors;

        Assert.Equal(["Hosts[0]", "Hosts[2]", "Hosts[3]"], errors.Select(static error => error.Path[(error.Path.LastIndexOf('.') + 1)..]));
    }

    [Fact]
    public void Host_with_a_port_is_accepted_with_a_warning()
    {
        var problems = ConfigSample.Load(ConfigSample.With($"{ConfigSample.Route}.Match.Hosts", "[\"track.shop.example:8443\"]")).Problems;

        Assert.Empty(problems.Errors);
        Assert.Contains(problems.Warnings, static warning => warning.Path == "$.ReverseProxy.Routes.track.Match.Hosts[0]");
    }
}
