using System.Net.Security;
using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Sending;
using PrivacyGateway.Sending.Http1;

namespace PrivacyGateway.Tests.Sending.Http1;

/// <summary>A client, and its peer.</summary>
internal sealed class ClientFixture : IDisposable
{
    private readonly SocketsHttpHandler _settings = new();

    public ClientFixture(int limit = int.MaxValue, RemoteCertificateValidationCallback? validation = null)
    {
        _settings.MaxConnectionsPerServer = limit;
        _settings.SslOptions.RemoteCertificateValidationCallback = validation;
        Client = new HitClient(_settings, TrackDomainSockets.Configure(_settings, new NameResolver(TimeProvider.System)), Time);
    }

    public RawOrigin Origin { get; } = new();

    public PassingTime Time { get; } = new();

    public HitClient Client { get; }

    /// <summary>Requests the path; returns the response's body.</summary>
    public async Task<string> SendAsync(string path, CancellationTokenSource? giveUp = null, string? address = null, byte[]? body = null,
        string? host = null, bool isAnonymous = true, TimeSpan? timeout = null)
    {
        var hit = new RewrittenHit(body is null ? "GET" : "POST", Encoding.Latin1.GetBytes(path), [],
            body is null ? default(ReadOnlyMemory<byte>?) : body, IsAnonymous: isAnonymous);
        using var response = await Client.SendAsync(hit, new UpstreamEndpoint(address ?? Origin.Address, host),
            timeout ?? TimeSpan.FromHours(1), giveUp?.Token ?? TestContext.Current.CancellationToken);
        return Encoding.Latin1.GetString(response.Body.Span);
    }

    /// <summary>One hit with a response, on a reusable connection.</summary>
    public async Task<RawPeer> OnceAsync(string response = RawPeer.Pixel)
    {
        var exchange = SendAsync("/first");
        var peer = await Origin.AcceptAsync();
        await ServeAsync(peer, "/first", response);
        Assert.Equal("GIF", await exchange);
        return peer;
    }

    public static async Task ServeAsync(RawPeer peer, string path, string response = RawPeer.Pixel)
    {
        Assert.Equal($"GET {path} HTTP/1.1", await peer.ReadAsync());
        await peer.SendAsync(response);
    }

    /// <summary>The next hit takes a new connection.</summary>
    public async Task NeedsAnotherAsync()
    {
        var exchange = SendAsync("/second");
        using var peer = await Origin.AcceptAsync();
        await ServeAsync(peer, "/second");
        Assert.Equal("GIF", await exchange);
    }

    public void Dispose()
    {
        Client.Dispose();
        _settings.Dispose();
        Origin.Dispose();
    }
}
