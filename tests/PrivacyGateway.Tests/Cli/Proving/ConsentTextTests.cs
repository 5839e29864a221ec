using PrivacyGateway.Cli.Proving;
using PrivacyGateway.Configuration;
using PrivacyGateway.Consent.Platforms;

namespace PrivacyGateway.Tests.Cli.Proving;

public sealed class ConsentTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null)]
    [InlineData(402)]
    public void Generated_consent_string_grants_exactly_the_requested_purposes_and_vendor(int? vendor)
    {
        var text = ConsentText.Tcf(new TcfConfig { Purposes = [1, 8], Vendor = vendor }, Now);

        Assert.True(TcString.TryRead(text, vendor ?? 1, out var read));
        Assert.Equal([1, 8], Enumerable.Range(1, 24).Where(read.Grants));
        Assert.True(read.HasVendor);
        Assert.Equal(Now.AddHours(-1), read.LastUpdated);
        Assert.True(TcString.TryReadDisclosed(text, vendor ?? 1, out var isDisclosed));
        Assert.True(isDisclosed);
    }
}
