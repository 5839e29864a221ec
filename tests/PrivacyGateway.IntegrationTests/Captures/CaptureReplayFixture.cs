using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>One gateway process and one track domain for all replays; the requests are sequential.</summary>
public sealed class CaptureReplayFixture : IAsyncLifetime
{
    private readonly RecordingTrackDomain _trackDomain = new();
    private readonly SortedDictionary<string, string> _figures = new(StringComparer.Ordinal);
    private GatewayProcess? _gateway;

    public async ValueTask InitializeAsync() =>
        _gateway = await GatewayProcess.StartAsync(ReplayPolicy.ConfigFor(_trackDomain.Address));

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        await _trackDomain.DisposeAsync();
        if (_figures.Count > 0)
            await File.WriteAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "capture-figures.txt"), _figures.Values);
    }

    /// <summary>Written to <c>capture-figures.txt</c> beside the tests: <c>dotnet test</c> shows no output of tests that pass.</summary>
    internal void Keep(CaptureFigures figures) => _figures[figures.Policy] = figures.ToString();

    internal async Task<Replay> ReplayAsync(Capture capture, ExpectedCapture expected, ReplayPolicy policy, string? addedCookie)
    {
        _trackDomain.Clear();
        RawResponse response;
        try
        {
            response = await RawClient.SendAsync(_gateway!.Port, capture.RequestTo(policy.Host, addedCookie));
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            response = new RawResponse(-1, broken.Message, [], [], []);
        }

        return new Replay(capture, expected, policy, addedCookie, _trackDomain.Requests, response);
    }
}
