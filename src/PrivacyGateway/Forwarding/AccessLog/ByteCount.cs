namespace PrivacyGateway.Forwarding.AccessLog;

/// <summary>Bytes of one answer's body so far.</summary>
internal sealed class ByteCount
{
    public long Bytes { get; private set; }

    public void Add(int bytes) => Bytes += bytes;
}
