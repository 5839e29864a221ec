using System.Net.Security;
using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Sending;
using PrivacyGateway.Sending.Http1;

namespace PrivacyGateway.Tests.Sending.Http1;

/// <summary>A client, and the other end of the wire.</summary>
internal sealed class ClientStage : IDisposable
{
    private readonly SocketsHttpHandler _settings = new();

    public ClientStage(int limit = int.MaxValue, RemoteCertificateValidationCallback? validation = null)
    {
        _settings.MaxConnectionsPerServer = limit;
        _settings.SslOptions.RemoteCertificateValidationCallback = validation;
        Client = new HitClient(_settings, TrackDomainSockets.Configure(_settings, new NameResolver(TimeProvider.System)), Time);
    }

    public RawOrigin Origin { get; } = new();

    public PassingTime Time { get; } = new();

    public HitClient Client { get; }

    /// <summary>Asks for the path; the answer's body comes back.</summary>
    public async Task<string> AskAsync(string path, CancellationTokenSource? giveUp = null, string? address = null, byte[]? body = null, string? host = null)
    {
        using var bytes = new RequestBytes(new RewrittenHit(body is null ? "GET" : "POST", Encoding.Latin1.GetBytes(path), [], body is null ? default(ReadOnlyMemory<byte>?) : body, IsAnonymous: true), new WireAddress(address ?? Origin.Address, host));
        using var answer = (AnswerMessage)await Client.SendAsync(bytes, giveUp?.Token ?? TestContext.Current.CancellationToken);
        return Encoding.Latin1.GetString(answer.Body.Span);
    }

    /// <summary>One hit that is answered, on a connection that can be used again.</summary>
    public async Task<RawPeer> OnceAsync(string answer = RawPeer.Pixel)
    {
        var asking = AskAsync("/first");
        var peer = await Origin.AcceptAsync();
        await AnswerAsync(peer, "/first", answer);
        Assert.Equal("GIF", await asking);
        return peer;
    }

    public static async Task AnswerAsync(RawPeer peer, string path, string answer = RawPeer.Pixel)
    {
        Assert.Equal($"GET {path} HTTP/1.1", await peer.ReadAsync());
        await peer.SendAsync(answer);
    }

    /// <summary>The next hit takes a connection of its own.</summary>
    public async Task NeedsAnotherAsync()
    {
        var asking = AskAsync("/second");
        using var peer = await Origin.AcceptAsync();
        await AnswerAsync(peer, "/second");
        Assert.Equal("GIF", await asking);
    }

    public void Dispose()
    {
        Client.Dispose();
        _settings.Dispose();
        Origin.Dispose();
    }
}
