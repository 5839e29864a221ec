using System.Net;
using System.Net.Sockets;
using PrivacyGateway.Cli.Demo;

namespace PrivacyGateway.Tests.Cli.Demo;

public sealed class DemoAddressesTests
{
    [Theory]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("localhost", "::1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("[::1]", "::1")]
    [InlineData("*", "127.0.0.1")]
    [InlineData("+", "::1")]
    [InlineData("0.0.0.0", "127.0.0.1")]
    public void Port_in_use_on_any_address_of_the_host_is_replaced_by_a_later_one_with_a_notice(string host, string inUse)
    {
        using var listener = new TcpListener(IPAddress.Parse(inUse), 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var addresses = new DemoAddresses();

        var chosen = new Uri(addresses.Choose($"http://{host}:{port}", "it listens").Replace('*', 'x').Replace('+', 'x'));

        Assert.True(chosen.Port > port);
        Assert.Equal([$"Port {port} is in use: it listens on port {chosen.Port} instead."], addresses.Notices);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://localhost:0;http://[::1]:0")]
    public void Free_address_is_used_unchanged(string urls)
    {
        var addresses = new DemoAddresses();

        Assert.Equal(urls, addresses.Choose(urls, "it listens"));
        Assert.Empty(addresses.Notices);
    }

    [Fact]
    public void Two_listeners_of_one_demo_do_not_get_the_same_port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var addresses = new DemoAddresses();

        Assert.NotEqual(addresses.Choose(url, "it listens"), addresses.Choose(url, "metrics are"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ; ")]
    [InlineData("localhost")]
    [InlineData("https://localhost:8443")]
    [InlineData("http://localhost:99999")]
    public void Address_that_the_demo_cannot_use_is_an_error(string urls) =>
        Assert.Throws<FormatException>(() => new DemoAddresses().Choose(urls, "it listens"));

    [Theory]
    [InlineData("http://localhost:8080", "http://localhost:8080")]
    [InlineData("http://[::]:8080/", "http://localhost:8080")]
    [InlineData("http://0.0.0.0:8080", "http://localhost:8080")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080")]
    public void URL_to_open_has_a_host_name(string bound, string opened) => Assert.Equal(opened, DemoAddresses.ToOpen(bound));
}
