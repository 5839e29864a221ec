using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>Which requests share a copy: by what leaves, never by what a browser sent beside it.</summary>
public sealed class VaryTests
{
    [Fact]
    public async Task What_the_track_domain_tells_apart_is_kept_apart()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.TrackDomain.Answer = request => stage.Answer(200, $"{request.HeaderValues("Accept-Language").Single()}()", "Cache-Control: max-age=60", "Vary: Accept-Language, Accept");

        foreach (var language in new[] { "de", "en", "de", "en" })
            Assert.Equal($"{language}()", Encoding.Latin1.GetString((await stage.GetAsync($"Accept-Language: {language}")).Body));

        Assert.Equal(2, stage.Asked);
    }

    [Fact]
    public async Task What_never_leaves_tells_nobody_apart()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60", "Vary: Cookie, Origin, Accept-Encoding, Referer");

        await stage.GetAsync("Cookie: wtstp_eid=1", "Origin: https://a.test", "Accept-Encoding: br", "Referer: https://a.test/1");
        await stage.GetAsync("Cookie: wtstp_eid=2", "Origin: https://b.test", "Accept-Encoding: gzip", "Referer: https://b.test/2");

        Assert.Equal(1, stage.Asked);
    }

    [Fact]
    public async Task No_identifier_is_part_of_a_key()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60");

        for (var visitor = 1; visitor <= 3; visitor++)
        {
            await stage.SendAsync(Ask.Get(
                CacheStage.Host, $"{CacheStage.Script}?v=7&eid=226000000000000077{visitor}&cd=customer-{visitor}", $"Cookie: wtstp_eid={visitor}", $"X-Forwarded-For: 192.0.2.{visitor}", $"Authorisation: {visitor}"));
        }

        Assert.Equal($"{CacheStage.Script}?v=7", Assert.Single(stage.TrackDomain.Requests).Target);
    }

    [Fact]
    public async Task Another_query_or_host_is_another_file()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60");

        await stage.GetAsync();
        await stage.SendAsync(Ask.Get(CacheStage.Host, $"{CacheStage.Script}?v=7"));
        await stage.SendAsync(Ask.Get("a.other.test", CacheStage.Script));
        await stage.SendAsync(Ask.Get("A.other.test", CacheStage.Script));

        Assert.Equal(3, stage.Asked);
    }
}
