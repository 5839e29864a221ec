using System.Net;
using PrivacyGateway.Forwarding;

namespace PrivacyGateway.Tests.Forwarding;

public sealed class AddressKindTests
{
    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.7.7")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fd00::1")]
    [InlineData("fc12::1")]
    [InlineData("fe80::1")]
    [InlineData("febf::1")]
    [InlineData("::ffff:10.0.0.1")]
    public void Address_that_is_not_routable_on_the_internet_is_private(string address) =>
        Assert.True(AddressKind.IsPrivate(IPAddress.Parse(address)));

    [Theory]
    [InlineData("11.0.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.0.1")]
    [InlineData("169.253.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("203.0.113.7")]
    [InlineData("2001:db8::1")]
    [InlineData("fec0::1")]
    [InlineData("::ffff:203.0.113.7")]
    public void Routable_address_is_public(string address) => Assert.False(AddressKind.IsPrivate(IPAddress.Parse(address)));

    [Fact]
    public void Connection_without_an_address_counts_as_private() => Assert.True(AddressKind.IsPrivate(null));
}
