using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.IntegrationTests.Caching;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>Refused files between valid ones: each valid one must take effect, regardless of earlier refusals.</summary>
public sealed class RefusedFileTests : IAsyncLifetime
{
    private static readonly Figures Figures = new("refused-files");

    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Fact]
    public async Task Valid_file_takes_effect_after_refused_files_in_every_order_of_three()
    {
        var kinds = RefusedFile.Kinds.Keys.ToArray();
        var (host, port) = await HostInProcess.StartAsync(Good(0), new StandingClock());
        await using var running = host;
        var reload = host.Services.GetRequiredService<ConfigReload>();
        var (turn, ineffective, unrefused) = (0, 0, 0);
        foreach (var kind in EveryThree(kinds.Length))
        {
            await reload.ReloadAsync("proxy.json", RefusedFile.Kinds[kinds[kind]](Good(turn + 1)));
            unrefused += reload.Status.IsStale ? 0 : 1;
            await reload.ReloadAsync("proxy.json", Good(++turn));
            ineffective += reload.Status.IsStale || await SentAsync(port) != Expected(turn) ? 1 : 0;
        }

        Figures.Add(
            $"refused files, in process: {turn} refused in every order of three of {kinds.Length} kinds, later good files that did not "
                + $"take effect {ineffective}");
        Assert.Equal(0, unrefused);
        Assert.Equal(0, ineffective);
    }

    [Fact]
    public async Task Valid_file_takes_effect_after_each_refused_file_when_replaced_in_place()
    {
        await using var gateway = await GatewayProcess.StartAsync(Good(0));
        await SentAsync(gateway.Port);
        var turn = 0;
        foreach (var kind in RefusedFile.Kinds.Values)
        {
            await Replacement.InPlaceAsync(gateway.ConfigPath, kind(Good(turn + 1)));
            await ReadinessPage.UntilAsync(gateway, static page => page.Configuration == "degraded");
            Assert.Equal(Expected(turn), await SentAsync(gateway.Port));

            await Replacement.InPlaceAsync(gateway.ConfigPath, Good(++turn));
            await ReadinessPage.UntilAsync(gateway, static page => page.Configuration == "healthy");
            Assert.Equal(Expected(turn), await SentAsync(gateway.Port));
        }

        Figures.Add($"refused files, over a file: {turn} refused, later good files that did not take effect 0");
    }

    private string Good(int turn) => ReloadConfig.Create(_trackDomain.Address, turn % 2 == 0 ? "cd" : "uc5");

    private static string Expected(int turn) => turn % 2 == 0 ? ReloadConfig.UnderFirst : ReloadConfig.UnderSecond;

    private async Task<string> SentAsync(int port)
    {
        _trackDomain.Clear();
        await RawClient.SendAsync(port, RequestSpec.Get(ReloadConfig.Host, ReloadConfig.Sent, $"Cookie: {ReloadConfig.Cookie}").Bytes());
        return Assert.Single(_trackDomain.Requests).Target;
    }

    /// <summary>A de Bruijn sequence: every order of three symbols, repetitions included, occurs in it once.</summary>
    private static IEnumerable<int> EveryThree(int symbols)
    {
        var sequence = new List<int>();
        var word = new int[3 * symbols];
        Extend(1, 1);
        return sequence.Concat(sequence.Take(2));

        void Extend(int length, int period)
        {
            if (length > 3)
            {
                if (3 % period == 0)
                    sequence.AddRange(word.Skip(1).Take(period));
                return;
            }

            word[length] = word[length - period];
            Extend(length + 1, period);
            for (var symbol = word[length - period] + 1; symbol < symbols; symbol++)
            {
                word[length] = symbol;
                Extend(length + 1, length);
            }
        }
    }
}
