using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using PrivacyGateway.BrowserTests.Browsing;

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>A listener on a free port of 127.0.0.1 that terminates TLS and hands each connection on.</summary>
public abstract class TlsListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    protected TlsListener(TestCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        Certificate = X509Certificate2.CreateFromPemFile(certificate.CertificatePath, certificate.KeyPath);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    protected X509Certificate2 Certificate { get; }

    protected CancellationToken Stopping => _stopping.Token;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
        Certificate.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Passes bytes from the browser to the server and back.</summary>
    protected abstract Task PassAsync(SslStream browser, TcpClient server);

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(Stopping)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var browser = client;
        using var server = new TcpClient();
        try
        {
            await using var tls = new SslStream(browser.GetStream());
            await tls.AuthenticateAsServerAsync(Certificate);
            await PassAsync(tls, server);
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
        {
            // The browser disconnected or the test is over.
        }
    }
}
