using System.Text;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>Responses to HTTP-01 challenges come from one directory, and nothing else does.</summary>
public sealed class AcmeChallengeTests : IAsyncLifetime
{
    private const string Prefix = "/.well-known/acme-challenge/";
    private const string Token = "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr_oA";
    private const string KeyAuthorization = Token + ".9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-");
    private readonly RecordingTrackDomain _trackDomain = new();

    private string Challenges => Path.Combine(_folder.FullName, "challenges");

    public ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(Challenges, "folder"));
        File.WriteAllText(Path.Combine(Challenges, Token), KeyAuthorization);
        File.WriteAllText(Path.Combine(Challenges, "dotted.txt"), "not to be served");
        File.WriteAllText(Path.Combine(_folder.FullName, "outside"), "not to be served");
        File.WriteAllBytes(Path.Combine(Challenges, "largest"), new byte[16 * 1024]);
        File.WriteAllBytes(Path.Combine(Challenges, "larger"), new byte[(16 * 1024) + 1]);
        File.CreateSymbolicLink(Path.Combine(Challenges, "link"), Path.Combine(_folder.FullName, "outside"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _trackDomain.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task ACME_token_is_served_on_every_host_and_never_redirected()
    {
        await using var gateway = await StartAsync(Challenges);
        foreach (var host in new[] { WireHosts.OptOut, "unknown.test" })
        {
            var got = await RawClient.SendAsync(gateway.Port, RequestSpec.Get(host, Prefix + Token).Bytes());
            var head = await RawClient.SendAsync(gateway.Port, (RequestSpec.Get(host, Prefix + Token) with { Method = "HEAD" }).Bytes());

            Assert.Equal((200, KeyAuthorization), (got.Status, Encoding.Latin1.GetString(got.Body)));
            Assert.Equal(["text/plain"], got.HeaderValues("Content-Type"));
            Assert.Equal(["no-store"], got.HeaderValues("Cache-Control"));
            Assert.Equal((200, 0), (head.Status, head.Body.Length));
            Assert.Equal([$"{KeyAuthorization.Length}"], head.HeaderValues("Content-Length"));
        }

        Assert.Equal(
            16 * 1024, (await RawClient.SendAsync(gateway.Port, RequestSpec.Get("unknown.test", Prefix + "largest").Bytes())).Body.Length);
        Assert.Empty(_trackDomain.Requests);
    }

    [Fact]
    public async Task Challenge_path_serves_only_tokens()
    {
        await using var gateway = await StartAsync(Challenges);
        foreach (var (target, status) in new[]
        {
            ("", 404), ("missing", 404), ("folder", 404), ("folder/", 404), ("larger", 404), ("link", 404), ("dotted.txt", 404),
            ("..", 400), ("../outside", 400), ("%2e%2e/outside", 400), (".%2foutside", 400), ("a\\..\\outside", 400),
            ("folder/" + Token, 404),
        })
        {
            var got = await RawClient.SendAsync(gateway.Port, RequestSpec.Get(WireHosts.OptOut, Prefix + target).Bytes());
            Assert.Equal($"{target} {status} 0", $"{target} {got.Status} {got.Body.Length}");
        }

        var posted = await RawClient.SendAsync(gateway.Port, RequestSpec.Post(WireHosts.OptOut, Prefix + Token, "x").Bytes());
        Assert.Equal((404, 0), (posted.Status, posted.Body.Length));
        Assert.Empty(_trackDomain.Requests);
    }

    [Fact]
    public async Task Challenge_path_is_not_found_without_a_directory()
    {
        await using var gateway = await StartAsync(null);

        Assert.Equal(404, (await RawClient.SendAsync(gateway.Port, RequestSpec.Get(WireHosts.OptOut, Prefix + Token).Bytes())).Status);
        Assert.Equal(421, (await RawClient.SendAsync(gateway.Port, RequestSpec.Get("unknown.test", Prefix + Token).Bytes())).Status);
    }

    private Task<GatewayProcess> StartAsync(string? directory) => GatewayProcess.StartAsync(WireHosts.Config(
        _trackDomain.Address,
        _trackDomain.Address,
        gateway: directory is null ? "" : $$""" "Acme": { "challengeDirectory": "{{directory}}" }, "Https": { "redirect": true }, """));
}
