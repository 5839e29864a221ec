using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>A failed renewal changes nothing, is logged once, and ends with the next valid one.</summary>
public sealed class BrokenRenewalTests : IAsyncLifetime
{
    private const string Host = WireHosts.Off;

    private readonly TlsFolder _folder = new();
    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _trackDomain.DisposeAsync();
        _folder.Dispose();
    }

    public static TheoryData<string, string, string> Breaks => new()
    {
        { "half a file", "Path", "is truncated" },
        { "no file", "Path", "is missing or cannot be read" },
        { "another's key", "KeyPath", "is not the private key of the certificate" },
        { "no key", "KeyPath", "is missing or cannot be read" },
        { "rubbish", "Path", "is neither PEM nor" },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Old_certificate_is_served_until_the_next_valid_one(string description, string key, string message)
    {
        await using var gateway = await GatewayProcess.StartAsync(WireHosts.Config(_trackDomain.Address, _trackDomain.Address, $$"""
            "Kestrel": { "Endpoints": { "Https": { "Url": "https://127.0.0.1:0", "Sni": { "{{Host}}": { "Certificate": {{_folder.Issue("live", [Host])}} } } } } },
            """));
        var first = (await TlsClient.HandshakeAsync(gateway.Port, Host)).Leaf.SerialNumber;

        Break(description);
        await gateway.WaitForOutputAsync(message);
        Assert.Equal(first, (await TlsClient.HandshakeAsync(gateway.Port, Host)).Leaf.SerialNumber);
        var line = gateway.Output.Split('\n').Single(line => line.Contains(message, StringComparison.Ordinal));
        Assert.Contains($"$.Kestrel.Endpoints.Https.Sni['{Host}'].Certificate.{key}: ", line, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, line, StringComparison.Ordinal);

        _folder.Issue("live", [Host]);
        await gateway.WaitForOutputAsync("Certificate renewed:");
        Assert.NotEqual(first, (await TlsClient.HandshakeAsync(gateway.Port, Host)).Leaf.SerialNumber);

        // Several checks have passed since: it was logged once.
        Assert.Single(gateway.Output.Split('\n'), line => line.Contains(message, StringComparison.Ordinal));
    }

    private void Break(string description)
    {
        var (certificate, key) = (_folder.File("live", "pem"), _folder.File("live", "key"));
        switch (description)
        {
            case "half a file":
                // The leaf is complete: only its chain is missing yet.
                var text = File.ReadAllText(certificate);
                File.WriteAllText(certificate, text[..^200]);
                break;
            case "no file":
                File.Delete(certificate);
                break;
            case "another's key":
                _folder.Issue("other", [Host]);
                File.Copy(_folder.File("other", "key"), key, overwrite: true);
                break;
            case "no key":
                File.Delete(key);
                break;
            default:
                File.WriteAllText(certificate, "rubbish");
                break;
        }
    }
}
