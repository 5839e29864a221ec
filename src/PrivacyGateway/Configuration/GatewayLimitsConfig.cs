namespace PrivacyGateway.Configuration;

/// <summary>What all requests together, and one client, may ask for. What is refused gets 503 without a body, so that the pixel keeps the hit.</summary>
internal sealed record GatewayLimitsConfig
{
    /// <summary>Bytes of bodies that may be in memory at once, over all requests; beyond it 503. Default 64 MiB.</summary>
    public long BufferedBytes { get; init; } = 67108864;

    /// <summary>Requests under way at once; beyond it 503. 1 to 1000000, default 10000.</summary>
    public int ConcurrentRequests { get; init; } = 10000;

    /// <summary>Requests a second from one client address in the long run; beyond it 503. 0 to 1000000, default 0: no such limit.</summary>
    public int RequestsPerAddress { get; init; }

    /// <summary>Requests from one client address at once, before <see cref="RequestsPerAddress"/> holds. 1 to 1000000, default 100.</summary>
    public int AddressBurst { get; init; } = 100;
}
