using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

public sealed class BodyDeadlineTests
{
    /// <summary>30 s, and one more for each 64 KB of the largest body that the policy accepts.</summary>
    private static readonly TimeSpan LongerThanAnyDeadline = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(SlowRequest.ByLength)]
    [InlineData(SlowRequest.InChunks)]
    public async Task Stalled_body_gets_408_at_its_deadline_and_releases_its_memory(string framing)
    {
        await using var trackDomain = new RecordingTrackDomain();
        var clock = new SkippingClock();
        var (host, port) = await HostInProcess.StartAsync(WireHosts.Config(trackDomain.Address, trackDomain.Address), clock);
        await using (host)
        {
            using var slow = await SlowRequest.StartAsync(port, framing);
            var response = slow.ReadAsync();

            // There is no notification when the gateway has begun to read it, so time passes repeatedly.
            await Eventually.HoldsAsync(
                () =>
                {
                    clock.Skip(LongerThanAnyDeadline);
                    return response.IsCompleted;
                },
                () => "The body is still waited for.");

            Assert.StartsWith("HTTP/1.1 408", await response, StringComparison.Ordinal);
            Assert.Empty(trackDomain.Requests);
        }
    }
}
