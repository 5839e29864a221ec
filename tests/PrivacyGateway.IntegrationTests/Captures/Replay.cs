using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>One sent request, its row of the table, the request that the track domain received and the response.</summary>
internal sealed record Replay(
    Capture Capture,
    ExpectedCapture Expected,
    ReplayPolicy Policy,
    string? AddedCookie,
    IReadOnlyList<RecordedRequest> Seen,
    RawResponse Response)
{
    public const string AnonymousCookie = "miCookieOptOut=1";

    public string Decision => Policy.Decision(AddedCookie is null ? Expected.AsItIs : Expected.WithCookie);

    public override string ToString() =>
        $"#{Capture.Number} [{Capture.Scenario}], {Policy.Name}, {(AddedCookie is null ? "as it is" : "with " + AddedCookie)}, "
        + $"expected {Decision}";
}
