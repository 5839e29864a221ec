using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace PrivacyGateway.Tests.Sending.Http1;

/// <summary>A listening socket; the test itself plays the server.</summary>
internal sealed class RawOrigin : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public RawOrigin() => _listener.Start();

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public string SecureAddress => Address.Replace("http:", "https:", StringComparison.Ordinal);

    /// <summary>Whether a client has connected that was not accepted.</summary>
    public bool IsCalled => _listener.Pending();

    public async Task<RawPeer> AcceptAsync() => new(await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken));

    /// <exception cref="System.Security.Authentication.AuthenticationException">The peer rejected the certificate.</exception>
    public async Task<RawPeer> AcceptAsync(X509Certificate2 certificate)
    {
        var socket = await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        var secure = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            },
            TestContext.Current.CancellationToken);
        return new RawPeer(socket, secure);
    }

    public void Dispose() => _listener.Dispose();
}
