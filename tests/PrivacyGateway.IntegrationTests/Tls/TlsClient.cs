using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>A browser's TLS: trusts the test's root and nothing else, and fetches no certificates by itself.</summary>
internal static class TlsClient
{
    /// <summary>For <see cref="HandshakeAsync"/>: an address, for which no server name is sent.</summary>
    public const string NoName = "127.0.0.1";

    /// <summary>Completes the handshake without validating the certificate.</summary>
    /// <returns>The certificate and the rest of the chain that was sent.</returns>
    public static async Task<Presented> HandshakeAsync(int port, string serverName, params SslApplicationProtocol[] protocols)
    {
        X509Certificate2? leaf = null;
        string[] chain = [];
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = serverName,
            ApplicationProtocols = [.. protocols],
            RemoteCertificateValidationCallback = (_, certificate, sent, _) =>
            {
                leaf = X509CertificateLoader.LoadCertificate(certificate!.GetRawCertData());
                chain = [.. sent!.ChainPolicy.ExtraStore.Select(other => other.Subject)];
                return true;
            },
        });
        return new Presented(leaf!, chain, tls.NegotiatedApplicationProtocol);
    }

    /// <summary>A complete visit: connects, validates name and chain as a browser does, and sends one request.</summary>
    /// <returns>The certificate's serial number and the response's text.</returns>
    public static async Task<(string Serial, string Response)> VisitAsync(
        int port, string serverName, X509Certificate2 root, byte[] request)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = serverName, CertificateChainPolicy = Trust(root) });
        var serial = tls.RemoteCertificate!.GetSerialNumberString();
        await tls.WriteAsync(request);
        using var reader = new StreamReader(tls, Encoding.Latin1);
        return (serial, await reader.ReadToEndAsync());
    }

    /// <summary>As a browser validates, but only this root is trusted.</summary>
    public static X509ChainPolicy Trust(X509Certificate2 root)
    {
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        trust.CustomTrustStore.Add(root);
        return trust;
    }

    internal sealed record Presented(X509Certificate2 Leaf, IReadOnlyList<string> Chain, SslApplicationProtocol Protocol);
}
