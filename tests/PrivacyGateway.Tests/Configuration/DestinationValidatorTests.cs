namespace PrivacyGateway.Tests.Configuration;

public sealed class DestinationValidatorTests
{
    private const string Address = $"{ConfigSample.Cluster}.Destinations.primary.Address";

    [Theory]
    [InlineData("https://track.shop.example/")]
    [InlineData("https://TRACK.shop.example:8443/")]
    [InlineData("https://track.shop.example./")]
    public void Destination_that_is_a_host_of_its_route_is_an_error(string address)
    {
        var error = ConfigSample.LoadError(ConfigSample.With(Address, $"\"{address}\""));

        Assert.Equal("$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address", error.Path);
        Assert.Contains("would call itself", error.Message, StringComparison.Ordinal);
        Assert.Equal("Write the vendor's own name of the track domain.", error.Remedy);
    }

    [Fact]
    public void Destination_that_matches_a_wildcard_host_of_its_route_is_an_error()
    {
        var json = ConfigSample.With(
            ConfigSample.With($"{ConfigSample.Route}.Match.Hosts", "[\"*.shop.example\"]"), Address, "\"https://data.shop.example/\"");

        Assert.Contains("would call itself", ConfigSample.LoadError(json).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("track-domain.example")]
    [InlineData("ftp://track-domain.example/")]
    [InlineData("/track")]
    [InlineData("https://track-domain.example/?a=b")]
    public void Destination_that_is_not_a_URL_is_an_error(string address)
    {
        var error = ConfigSample.LoadError(ConfigSample.With(Address, $"\"{address}\""));

        Assert.Equal("$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address", error.Path);
    }

    [Fact]
    public void Plain_HTTP_destination_is_an_error() =>
        Assert.Contains("in the clear", ConfigSample.LoadError(ConfigSample.With(Address, "\"http://track-domain.example/\"")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Plain_HTTP_destination_is_accepted_where_the_cluster_allows_it()
    {
        var json = ConfigSample.With(
            ConfigSample.With(Address, "\"http://track-domain.example/\""), $"{ConfigSample.Cluster}.Metadata.AllowPlainHttp", "\"true\"");

        Assert.Empty(ConfigSample.Load(json).Problems.Errors);
    }

    [Theory]
    [InlineData("http://localhost:5000/")]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("http://[::1]:5000/")]
    public void Plain_HTTP_destination_on_the_local_machine_is_accepted(string address) =>
        Assert.Empty(ConfigSample.Load(ConfigSample.With(Address, $"\"{address}\"")).Problems.Errors);
}
