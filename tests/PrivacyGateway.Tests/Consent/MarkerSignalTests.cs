using PrivacyGateway.Consent;
using PrivacyGateway.Hits;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class MarkerSignalTests
{
    public static TheoryData<string> Marked => new("/111111111111111/wt?p=1&nc=1|", "/111111111111111/batch?nc=1|wt?p=1",
        "/111111111111111/batch|wt?p=1\nwt?p=2&nc=1", "/111111111111111/wt|p=1&nc=1");

    [Theory]
    [MemberData(nameof(Marked))]
    public void Marker_in_the_target_or_any_line_makes_the_request_anonymous(string request) =>
        Assert.Equal(Stance.Anonymous, Evaluate(request));

    [Theory]
    [InlineData("/111111111111111/wt?p=1&nc=0|")]
    [InlineData("/111111111111111/wt|p=1")]
    [InlineData("/111111111111111/batch|wt?p=1\nwt?p=2")]
    public void Signal_abstains_without_the_marker(string request) => Assert.Equal(Stance.Abstain, Evaluate(request));

    private static Stance Evaluate(string request)
    {
        var parts = request.Split('|');
        Hit hit = SampleHit.Post(parts[0], parts[1]);
        return new MarkerSignal().Evaluate(hit).Stance;
    }
}
