namespace PrivacyGateway.TestSupport;

/// <summary>A value that should not have left, and under which encoding the judge saw it ("as it is", "percent-decoded 2 times" …).</summary>
public sealed record WireFinding(string Value, string Encoding)
{
    public override string ToString() => $"'{Value}' ({Encoding})";
}
