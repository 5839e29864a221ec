using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class HitTimeTests
{
    private const long Made = 1795455263868;

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(Made);

    [Theory]
    [InlineData(0, true)]
    [InlineData(29, true)]
    [InlineData(1000, true)]
    [InlineData(-1000, true)]
    [InlineData(1001, false)]
    [InlineData(-1001, false)]
    [InlineData(5012, false)]
    [InlineData(300_000, false)]
    [InlineData(432_000_000, false)]
    public void Hit_is_current_within_a_second_of_its_timestamp(long milliseconds, bool isCurrent) =>
        Assert.Equal(isCurrent, HitTime.IsCurrent(
            SampleHit.Get("p=600,shop.home,1,1280x720,24,1,1795455263868,0,1280x720,0&eid=1"), Now.AddMilliseconds(milliseconds)));

    [Theory]
    [InlineData("eid=1")]
    [InlineData("p")]
    [InlineData("p=600,home")]
    [InlineData("p=600,home,1,,,1,0,0,,0")]
    [InlineData("p=600,home,1,,,1,179545526386,0,,0")]
    [InlineData("p=600,home,1,,,1,17954552638680,0,,0")]
    [InlineData("p=600,home,1,,,1,1795455263868x,0,,0")]
    [InlineData("q=600,home,1,,,1,1795455263868,0,,0")]
    public void Hit_without_a_timestamp_is_current(string query) => Assert.True(HitTime.IsCurrent(SampleHit.Get(query), Now.AddDays(1)));

    [Theory]
    [InlineData("eid=1&p=600,home,1,1x1,24,1,1795455263868,0,1x1,0")]
    [InlineData("%70=600,home,1,1x1,24,1,1795455263868,0,1x1,0")]
    [InlineData("p=600,1111111111111,1,1x1,24,1,1795455263868,0,1x1,0")]
    [InlineData("p=600,shop%2C1111111111111%2C,1,1x1,24,1,1795455263868,https%3A%2F%2Fa%2F%2C2222222222222%2C,1x1,0")]
    public void Timestamp_is_found_at_any_position_of_the_page_field(string query)
    {
        Assert.True(HitTime.IsCurrent(SampleHit.Get(query), Now));
        Assert.False(HitTime.IsCurrent(SampleHit.Get(query), Now.AddSeconds(2)));
    }

    [Fact]
    public void Timestamp_of_a_beacon_is_read_from_its_body()
    {
        var hit = SampleHit.Post(SampleHit.BatchPath, "?p=600,home,1,1x1,24,1,1795455263868,0,1x1,0&eid=1");

        Assert.True(HitTime.IsCurrent(hit, Now));
        Assert.False(HitTime.IsCurrent(hit, Now.AddSeconds(2)));
    }
}
