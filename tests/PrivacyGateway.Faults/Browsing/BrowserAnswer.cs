using PrivacyGateway.Faults.Counting;

namespace PrivacyGateway.Faults.Browsing;

/// <summary>How the pixel understands an answer.</summary>
internal static class BrowserAnswer
{
    public static Answer Of(string answer, bool toBatch) => HttpWire.StatusOf(answer) switch
    {
        >= 200 and < 300 when toBatch || HttpWire.BodyOf(answer).StartsWith("GIF8", StringComparison.Ordinal) => Answer.Accepted,
        503 => Answer.Refused,
        _ => Answer.Unexpected,
    };
}
