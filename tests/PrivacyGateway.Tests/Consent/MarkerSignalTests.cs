using PrivacyGateway.Consent;
using PrivacyGateway.Hits;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class MarkerSignalTests
{
    public static TheoryData<string> Marked => new("/111111111111111/wt?p=1&nc=1|", "/111111111111111/batch?nc=1|wt?p=1", "/111111111111111/batch|wt?p=1\nwt?p=2&nc=1", "/111111111111111/wt|p=1&nc=1");

    [Theory]
    [MemberData(nameof(Marked))]
    public void The_marker_in_the_target_or_in_any_line_makes_the_whole_request_anonymous(string request) => Assert.Equal(Stance.Anonymous, Ask(request));

    [Theory]
    [InlineData("/111111111111111/wt?p=1&nc=0|")]
    [InlineData("/111111111111111/wt|p=1")]
    [InlineData("/111111111111111/batch|wt?p=1\nwt?p=2")]
    public void Without_it_the_signal_has_nothing_to_say(string request) => Assert.Equal(Stance.Abstain, Ask(request));

    private static Stance Ask(string request)
    {
        var parts = request.Split('|');
        Hit hit = SampleHit.Post(parts[0], parts[1]);
        return new MarkerSignal().Ask(hit).Stance;
    }
}
