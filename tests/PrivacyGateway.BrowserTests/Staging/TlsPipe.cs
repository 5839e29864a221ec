using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PrivacyGateway.BrowserTests.Browsing;

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>Terminates TLS and passes every byte on: it takes the gateway's place in tests without one.</summary>
public sealed class TlsPipe(TestCertificate certificate, int target) : TlsListener(certificate)
{
    protected override async Task PassAsync(SslStream browser, TcpClient server)
    {
        await server.ConnectAsync(IPAddress.Loopback, target, Stopping);
        await Task.WhenAny(browser.CopyToAsync(server.GetStream(), Stopping), server.GetStream().CopyToAsync(browser, Stopping));
    }
}
