using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>
/// The connection between browser and gateway, with TLS on both sides: it passes every byte on, but each response to <c>optout.js</c> waits
/// until the test releases it.
/// </summary>
public sealed class HoldingRelay(TestCertificate certificate, int target) : TlsListener(certificate)
{
    private readonly Channel<TaskCompletionSource> _held = Channel.CreateUnbounded<TaskCompletionSource>();

    /// <summary>Waits for the gateway's next response; completing the result releases it to the browser.</summary>
    public async Task<TaskCompletionSource> HeldAsync() => await _held.Reader.ReadAsync(Stopping).AsTask().WaitAsync(HangLimit.Time);

    protected override async Task PassAsync(SslStream browser, TcpClient server)
    {
        await server.ConnectAsync(IPAddress.Loopback, target, Stopping);
        await using var gateway = new SslStream(server.GetStream(), leaveInnerStreamOpen: false, IsOurs);
        await gateway.AuthenticateAsClientAsync("track.shop.test");
        await PassAsync(browser, gateway);
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
        var responses = CopyAsync(gateway, browser, _ =>
        {
            if (!isHeld)
                return Task.CompletedTask;
            isHeld = false;
            var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _held.Writer.TryWrite(held);
            return held.Task.WaitAsync(Stopping);
        });
        await await Task.WhenAny(requests, responses);
    }

    private async Task CopyAsync(SslStream from, SslStream to, Pause pause)
    {
        var buffer = new byte[65536];
        while (await from.ReadAsync(buffer, Stopping) is > 0 and var count)
        {
            await pause(buffer.AsSpan(0, count));
            await to.WriteAsync(buffer.AsMemory(0, count), Stopping);
        }
    }

    private bool IsOurs(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors) =>
        shown?.GetCertHashString() == Certificate.GetCertHashString();

    /// <summary>Handled before bytes are passed on.</summary>
    private delegate Task Pause(ReadOnlySpan<byte> bytes);
}
