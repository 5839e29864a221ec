using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PrivacyGateway.Tests.Sending.Http1;

public sealed class SecureConnectionTests : IDisposable
{
    private readonly X509Certificate2 _certificate = Issue();

    [Fact]
    public async Task Hit_over_TLS_uses_HTTP1_and_its_connection_is_reused()
    {
        using var fixture = new ClientFixture(validation: (_, certificate, _, _) => _certificate.Equals(certificate));
        var exchange = fixture.SendAsync("/1", address: fixture.Origin.SecureAddress);
        using var peer = await fixture.Origin.AcceptAsync(_certificate);

        Assert.Equal(SslApplicationProtocol.Http11, ((SslStream)peer.Stream).NegotiatedApplicationProtocol);
        for (var i = 0; i < 3; i++)
        {
            await ClientFixture.ServeAsync(peer, "/1");
            Assert.Equal("GIF", await exchange);
            exchange = fixture.SendAsync("/1", address: fixture.Origin.SecureAddress);
        }

        await ClientFixture.ServeAsync(peer, "/1");
        await exchange;
        Assert.False(fixture.Origin.IsCalled);
    }

    [Fact]
    public async Task Untrusted_certificate_is_reported_as_not_sent()
    {
        using var fixture = new ClientFixture();
        var exchange = fixture.SendAsync("/1", address: fixture.Origin.SecureAddress);
        var accepting = fixture.Origin.AcceptAsync(_certificate);

        Assert.Equal(
            HttpRequestError.SecureConnectionError, (await Assert.ThrowsAsync<HttpRequestException>(() => exchange)).HttpRequestError);

        await accepting.ContinueWith(
            static _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    [Fact]
    public async Task Peer_that_does_not_speak_TLS_is_reported_as_not_sent()
    {
        using var fixture = new ClientFixture();
        var exchange = fixture.SendAsync("/1", address: fixture.Origin.SecureAddress);
        using var peer = await fixture.Origin.AcceptAsync();
        await peer.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n");
        peer.HangUp();

        Assert.Equal(
            HttpRequestError.SecureConnectionError, (await Assert.ThrowsAsync<HttpRequestException>(() => exchange)).HttpRequestError);
    }

    [Fact]
    public async Task Cancelled_hit_closes_its_TLS_connection()
    {
        using var fixture = new ClientFixture(validation: (_, certificate, _, _) => _certificate.Equals(certificate));
        using var giveUp = new CancellationTokenSource();
        var exchange = fixture.SendAsync("/1", giveUp, fixture.Origin.SecureAddress);
        using var peer = await fixture.Origin.AcceptAsync(_certificate);
        await peer.ReadAsync();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => exchange);
        await peer.SeesEndAsync();
    }

    public void Dispose() => _certificate.Dispose();

    private static X509Certificate2 Issue()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=track.test", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
