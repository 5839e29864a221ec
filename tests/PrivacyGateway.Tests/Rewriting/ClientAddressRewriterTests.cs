using System.Net;
using PrivacyGateway.Configuration;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class ClientAddressRewriterTests
{
    [Theory]
    [InlineData("203.0.113.77", "Full", "203.0.113.77")]
    [InlineData("203.0.113.77", "Truncated", "203.0.113.0")]
    [InlineData("203.0.113.77", "None", null)]
    [InlineData("::ffff:203.0.113.77", "Full", "203.0.113.77")]
    [InlineData("::ffff:203.0.113.77", "Truncated", "203.0.113.0")]
    [InlineData("2001:db8:1:2:3:4:5:6", "Full", "2001:db8:1:2:3:4:5:6")]
    [InlineData("2001:db8:1:2:3:4:5:6", "Truncated", "2001:db8:1::")]
    [InlineData("2001:db8:1:2:3:4:5:6", "None", null)]
    [InlineData(null, "Full", null)]
    public void Client_address_is_written_in_the_form_that_the_policy_names(string? address, string mode, string? expected) =>
        Assert.Equal(expected, ClientAddressRewriter.Rewrite(
            address is null ? null : IPAddress.Parse(address), Enum.Parse<ClientAddressMode>(mode)));
}
