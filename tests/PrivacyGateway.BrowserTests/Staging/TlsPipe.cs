using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using PrivacyGateway.BrowserTests.Browsing;

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>Takes TLS off and passes every byte on: what stands where the gateway would stand, when there is none.</summary>
public sealed class TlsPipe : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly X509Certificate2 _certificate;
    private readonly int _target;
    private readonly Task _accepting;

    public TlsPipe(TestCertificate certificate, int target)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        _certificate = X509Certificate2.CreateFromPemFile(certificate.CertificatePath, certificate.KeyPath);
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var browser = client;
        using var trackDomain = new TcpClient();
        try
        {
            await using var tls = new SslStream(browser.GetStream());
            await tls.AuthenticateAsServerAsync(_certificate);
            await trackDomain.ConnectAsync(IPAddress.Loopback, _target, _stopping.Token);
            await Task.WhenAny(
                tls.CopyToAsync(trackDomain.GetStream(), _stopping.Token),
                trackDomain.GetStream().CopyToAsync(tls, _stopping.Token));
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
        {
            // The browser hung up or the test is over.
        }
    }
}
