using PrivacyGateway.Faults.Counting;

namespace PrivacyGateway.Faults.Browsing;

/// <summary>How the pixel interprets a response.</summary>
internal static class BrowserResponse
{
    public static BrowserOutcome Classify(string response, bool toBatch) => HttpWire.StatusOf(response) switch
    {
        >= 200 and < 300 when toBatch || HttpWire.BodyOf(response).StartsWith("GIF8", StringComparison.Ordinal) => BrowserOutcome.Accepted,
        503 => BrowserOutcome.Refused,
        _ => BrowserOutcome.Unexpected,
    };
}
