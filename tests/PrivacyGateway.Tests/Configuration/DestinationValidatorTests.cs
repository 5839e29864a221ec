namespace PrivacyGateway.Tests.Configuration;

public sealed class DestinationValidatorTests
{
    private const string Address = $"{ConfigSample.Cluster}.Destinations.primary.Address";

    [Theory]
    [InlineData("https://track.shop.example/")]
    [InlineData("https://TRACK.shop.example:8443/")]
    [InlineData("https://track.shop.example./")]
    public void A_destination_that_is_one_of_the_routes_own_hosts_is_an_error(string address)
    {
        var error = ConfigSample.LoadError(ConfigSample.With(Address, $"\"{address}\""));

        Assert.Equal("$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address", error.Path);
        Assert.Contains("would call itself", error.Message, StringComparison.Ordinal);
        Assert.Equal("Write the vendor's own name of the track domain.", error.Remedy);
    }

    [Fact]
    public void A_wildcard_host_covers_the_destination_too()
    {
        var json = ConfigSample.With(ConfigSample.With($"{ConfigSample.Route}.Match.Hosts", "[\"*.shop.example\"]"), Address, "\"https://data.shop.example/\"");

        Assert.Contains("would call itself", ConfigSample.LoadError(json).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("track-domain.example")]
    [InlineData("ftp://track-domain.example/")]
    [InlineData("/track")]
    [InlineData("https://track-domain.example/?a=b")]
    public void A_destination_that_is_no_address_is_an_error(string address)
    {
        var error = ConfigSample.LoadError(ConfigSample.With(Address, $"\"{address}\""));

        Assert.Equal("$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address", error.Path);
    }

    [Fact]
    public void Hits_in_the_clear_are_an_error() =>
        Assert.Contains("in the clear", ConfigSample.LoadError(ConfigSample.With(Address, "\"http://track-domain.example/\"")).Message, StringComparison.Ordinal);

    [Fact]
    public void Hits_in_the_clear_are_fine_where_the_owner_says_so()
    {
        var json = ConfigSample.With(ConfigSample.With(Address, "\"http://track-domain.example/\""), $"{ConfigSample.Cluster}.Metadata.AllowPlainHttp", "\"true\"");

        Assert.Empty(ConfigSample.Load(json).Problems.Errors);
    }

    [Theory]
    [InlineData("http://localhost:5000/")]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("http://[::1]:5000/")]
    public void Hits_in_the_clear_are_fine_on_this_machine(string address) =>
        Assert.Empty(ConfigSample.Load(ConfigSample.With(Address, $"\"{address}\"")).Problems.Errors);
}
