using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>A gateway with a plain and an https listener, redirect and HSTS; it may also be behind a balancer.</summary>
public sealed class HttpsFixture : IAsyncLifetime
{
    private readonly TlsFolder _folder = new();

    public RecordingTrackDomain TrackDomain { get; } = new();

    public GatewayProcess Gateway { get; private set; } = null!;

    /// <summary>The same behind a balancer that terminates TLS.</summary>
    public GatewayProcess Balanced { get; private set; } = null!;

    public int PlainPort { get; private set; }

    public int SecurePort { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var kestrel = $$"""
            "Kestrel": { "Endpoints": {
              "Http": { "Url": "http://127.0.0.1:0" },
              "Https": { "Url": "https://127.0.0.1:0", "Certificate": {{_folder.Issue("own", ["*.shop.test"])}} } } },
            """;
        const string Https = """ "Https": { "redirect": true, "hstsDays": 2 }, """;
        Gateway = await GatewayProcess.StartAsync(WireHosts.Config(TrackDomain.Address, TrackDomain.Address, kestrel, Https));
        PlainPort = PortAfter("Now listening on: http://127.0.0.1:");
        SecurePort = PortAfter("Now listening on: https://127.0.0.1:");
        Balanced = await GatewayProcess.StartAsync(WireHosts.Config(
            TrackDomain.Address, TrackDomain.Address, gateway: Https + """ "KnownProxies": ["127.0.0.1"], """));
    }

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        if (Balanced is not null)
            await Balanced.DisposeAsync();
        await TrackDomain.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>One request over TLS; the head of the response.</summary>
    internal async Task<string[]> SecurelyAsync(RequestSpec spec)
    {
        var request = spec with { Headers = [.. spec.Headers, "Connection: close"] };
        var (_, response) = await TlsClient.VisitAsync(SecurePort, WireHosts.Off, _folder.Authority.Root, request.Bytes());
        return response[..response.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
    }

    private int PortAfter(string mark)
    {
        var text = Gateway.Output;
        var at = text.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        return int.Parse(text[at..text.IndexOf('\n', at)].Trim(), CultureInfo.InvariantCulture);
    }
}
