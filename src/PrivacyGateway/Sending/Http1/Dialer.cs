using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// Opens connections to one origin. Its exceptions have the same <see cref="HttpRequestError"/> as those of
/// <see cref="SocketsHttpHandler"/>, which shows that nothing was sent and a retry is safe.
/// </summary>
/// <param name="origin">The origin.</param>
/// <param name="tls">The cluster's TLS options.</param>
/// <param name="sockets">Opens the TCP connection.</param>
internal sealed class Dialer(Origin origin, SslClientAuthenticationOptions tls, TrackDomainSockets sockets)
{
    public async ValueTask<(Socket Socket, Stream Stream)> DialAsync(CancellationToken cancellationToken)
    {
        var socket = await ConnectAsync(cancellationToken);
        var stream = new NetworkStream(socket, ownsSocket: true);
        return origin.IsSecure ? (socket, await SecureAsync(stream, cancellationToken)) : (socket, stream);
    }

    private async ValueTask<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await sockets.ConnectAsync(new DnsEndPoint(origin.Host, origin.Port), origin.IsSecure, cancellationToken);
        }
        catch (SocketException unknown) when (
            unknown.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, "The track domain's name has no IP address.", unknown);
        }
        catch (ProxyTunnelException refused)
        {
            throw new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy opened no tunnel to the track domain.", refused);
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection to the track domain failed.", exception);
        }
    }

    private async ValueTask<Stream> SecureAsync(NetworkStream plain, CancellationToken cancellationToken)
    {
        var secure = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = origin.ServerName,
                    ApplicationProtocols = [SslApplicationProtocol.Http11],
                    EnabledSslProtocols = tls.EnabledSslProtocols,
                    RemoteCertificateValidationCallback = tls.RemoteCertificateValidationCallback,
                    CertificateRevocationCheckMode = tls.CertificateRevocationCheckMode,
                },
                cancellationToken);
            return secure;
        }
        catch (Exception exception)
        {
            await secure.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (exception is AuthenticationException && Http2Only.IsIndicatedBy(exception))
                throw ResponseError.Http2Only();
            if (exception is AuthenticationException or IOException or SocketException)
                throw new HttpRequestException(
                    HttpRequestError.SecureConnectionError, "The TLS handshake with the track domain failed.", exception);
            throw;
        }
    }
}
