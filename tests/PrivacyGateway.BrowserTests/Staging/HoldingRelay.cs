using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using PrivacyGateway.BrowserTests.Browsing;

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>
/// The way between browser and gateway, with TLS on both sides: it passes every byte on, but each answer to <c>optout.js</c> waits until
/// the test lets it go.
/// </summary>
public sealed class HoldingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<TaskCompletionSource> _held = Channel.CreateUnbounded<TaskCompletionSource>();
    private readonly X509Certificate2 _certificate;
    private readonly int _target;
    private readonly Task _accepting;

    public HoldingRelay(TestCertificate certificate, int target)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        _certificate = X509Certificate2.CreateFromPemFile(certificate.CertificatePath, certificate.KeyPath);
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Waits until the gateway has given the next answer; completing the result lets the browser have it.</summary>
    public async Task<TaskCompletionSource> HeldAsync() => await _held.Reader.ReadAsync(_stopping.Token).AsTask().WaitAsync(TimeSpan.FromSeconds(10));

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
        using var gateway = new TcpClient();
        try
        {
            await using var down = new SslStream(browser.GetStream());
            await down.AuthenticateAsServerAsync(_certificate);
            await gateway.ConnectAsync(IPAddress.Loopback, _target, _stopping.Token);
            await using var up = new SslStream(gateway.GetStream(), leaveInnerStreamOpen: false, IsOurs);
            await up.AuthenticateAsClientAsync("track.shop.test");
            await PassAsync(down, up);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
        {
            // The browser hung up or the test is over.
        }
    }

    /// <summary>Without ALPN both sides speak HTTP/1.1: one request after the other on each connection.</summary>
    private async Task PassAsync(SslStream browser, SslStream gateway)
    {
        var isHeld = false;
        var requests = CopyAsync(browser, gateway, bytes =>
        {
            isHeld |= bytes.StartsWith("POST /.privacy/"u8);
            return Task.CompletedTask;
        });
        var answers = CopyAsync(gateway, browser, _ =>
        {
            if (!isHeld)
                return Task.CompletedTask;
            isHeld = false;
            var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _held.Writer.TryWrite(held);
            return held.Task.WaitAsync(_stopping.Token);
        });
        await await Task.WhenAny(requests, answers);
    }

    private async Task CopyAsync(SslStream from, SslStream to, Pause pause)
    {
        var buffer = new byte[65536];
        while (await from.ReadAsync(buffer, _stopping.Token) is > 0 and var count)
        {
            await pause(buffer.AsSpan(0, count));
            await to.WriteAsync(buffer.AsMemory(0, count), _stopping.Token);
        }
    }

    private bool IsOurs(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors) =>
        shown?.GetCertHashString() == _certificate.GetCertHashString();

    /// <summary>Done with before bytes go on.</summary>
    private delegate Task Pause(ReadOnlySpan<byte> bytes);
}
