namespace PrivacyGateway.TestSupport;

/// <summary>
/// A value that should not have been forwarded, and the encoding in which the judge found it ("as it is", "percent-decoded 2 times" …).
/// </summary>
public sealed record WireFinding(string Value, string Encoding)
{
    public override string ToString() => $"'{Value}' ({Encoding})";
}
