namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>The outcome of a stream: a response, or RST_STREAM or GOAWAY with its error code, or a closed connection.</summary>
internal sealed record Http2Response(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, int? ErrorCode)
{
    public const int ProtocolError = 1;
    public const int EnhanceYourCalm = 11;

    /// <summary>The connection ended without a frame.</summary>
    public const int Closed = -1;

    /// <summary>A 4xx, or the stream or connection was ended: nothing that a page would take for success.</summary>
    public bool IsRefused => ErrorCode is not null || Status is >= 400 and < 500;

    public IEnumerable<string> HeaderValues(string name) => Headers.Where(header => header.Key == name).Select(header => header.Value);

    public override string ToString() => ErrorCode is { } code ? $"error {code}" : $"status {Status}";
}
