using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Tests.Hosting.Reload;

public sealed class ConfigHistoryTests
{
    [Fact]
    public void The_latest_entries_are_kept_the_newest_first()
    {
        var history = new ConfigHistory(new ConfigEvent(DateTimeOffset.UnixEpoch, ConfigEventKind.Started, "0"));

        for (var i = 1; i <= 25; i++)
            history.Add(new ConfigEvent(DateTimeOffset.UnixEpoch.AddSeconds(i), ConfigEventKind.Applied, $"{i}"));

        Assert.Equal(Enumerable.Range(6, 20).Reverse().Select(static i => $"{i}"), history.Latest.Select(static entry => entry.Hash!));
    }
}
