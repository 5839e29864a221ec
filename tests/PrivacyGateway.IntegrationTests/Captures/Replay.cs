using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>One request that was sent, what the table says of it, what the track domain saw and what came back.</summary>
internal sealed record Replay(
    Capture Capture,
    ExpectedCapture Expected,
    ReplayPolicy Policy,
    string? AddedCookie,
    IReadOnlyList<RecordedRequest> Seen,
    RawAnswer Answer)
{
    public const string AnonymousCookie = "miCookieOptOut=1";

    public string Decision => Policy.Decision(AddedCookie is null ? Expected.AsItIs : Expected.WithCookie);

    public override string ToString() =>
        $"#{Capture.Number} [{Capture.Scenario}], {Policy.Name}, {(AddedCookie is null ? "as it is" : "with " + AddedCookie)}, "
        + $"expected {Decision}";
}
