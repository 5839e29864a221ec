using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PrivacyGateway.Tests.Sending.Http1;

public sealed class SecureConnectionTests : IDisposable
{
    private readonly X509Certificate2 _certificate = Issue();

    [Fact]
    public async Task A_hit_leaves_encrypted_and_as_HTTP1_and_its_connection_is_used_again()
    {
        using var stage = new ClientStage(validation: (_, certificate, _, _) => _certificate.Equals(certificate));
        var asking = stage.AskAsync("/1", address: stage.Origin.SecureAddress);
        using var peer = await stage.Origin.AcceptAsync(_certificate);

        Assert.Equal(SslApplicationProtocol.Http11, ((SslStream)peer.Stream).NegotiatedApplicationProtocol);
        for (var i = 0; i < 3; i++)
        {
            await ClientStage.AnswerAsync(peer, "/1");
            Assert.Equal("GIF", await asking);
            asking = stage.AskAsync("/1", address: stage.Origin.SecureAddress);
        }

        await ClientStage.AnswerAsync(peer, "/1");
        await asking;
        Assert.False(stage.Origin.IsCalled);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_told_apart_because_nothing_was_sent()
    {
        using var stage = new ClientStage();
        var asking = stage.AskAsync("/1", address: stage.Origin.SecureAddress);
        var accepting = stage.Origin.AcceptAsync(_certificate);

        Assert.Equal(HttpRequestError.SecureConnectionError, (await Assert.ThrowsAsync<HttpRequestException>(() => asking)).HttpRequestError);

        await accepting.ContinueWith(static _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    [Fact]
    public async Task Who_does_not_speak_TLS_is_told_apart()
    {
        using var stage = new ClientStage();
        var asking = stage.AskAsync("/1", address: stage.Origin.SecureAddress);
        using var peer = await stage.Origin.AcceptAsync();
        await peer.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n");
        peer.HangUp();

        Assert.Equal(HttpRequestError.SecureConnectionError, (await Assert.ThrowsAsync<HttpRequestException>(() => asking)).HttpRequestError);
    }

    [Fact]
    public async Task A_hit_that_is_given_up_takes_its_secure_connection_along()
    {
        using var stage = new ClientStage(validation: (_, certificate, _, _) => _certificate.Equals(certificate));
        using var giveUp = new CancellationTokenSource();
        var asking = stage.AskAsync("/1", giveUp, stage.Origin.SecureAddress);
        using var peer = await stage.Origin.AcceptAsync(_certificate);
        await peer.ReadAsync();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
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
