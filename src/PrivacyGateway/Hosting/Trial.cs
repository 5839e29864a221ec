using PrivacyGateway.Endpoints.State;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Inspection;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Explains pasted requests under the current configuration. Building the
/// dry run takes a moment, so it is kept until the configuration changes.
/// </summary>
internal sealed class Trial(ConfigReload reload) : ITrial, IAsyncDisposable
{
    private const string Name = "The text";

    /// <summary>Hits of a recording; a page with more is shown in part.</summary>
    private const int MostHits = 50;

    private readonly SemaphoreSlim _one = new(1);
    private (CheckedConfig Config, DryRun Run)? _kept;

    public async Task<IReadOnlyList<HitView>> ExplainAsync(string text, string? host, CancellationToken cancellationToken)
    {
        var input = PastedText.Read(text, Name);
        await _one.WaitAsync(cancellationToken);
        try
        {
            var config = reload.Current;
            await using var explainer = new Explainer(config, host, await RunAsync(config));
            var views = new List<HitView>();
            foreach (var request in input.Requests.Take(MostHits))
            {
                var explanation = await explainer.ExplainAsync(request, keepsServedHost: input.IsRecording);
                if (!input.IsRecording)
                    Check(explainer, explanation);
                views.Add(HitViews.Create(explanation) with { Number = views.Count + 1 });
            }

            return views;
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_kept is { } kept)
            await kept.Run.DisposeAsync();
        _one.Dispose();
    }

    private static void Check(Explainer explainer, Explanation explanation)
    {
        if (explanation.Request.Host is not { Length: > 0 } host)
            throw new FormatException($"No host. Write a complete URL, or the public host below. Served: {explainer.Served}.");
        if (explanation.Status == 421)
            throw new FormatException(explainer.DescribeUnserved(host));
    }

    private async Task<DryRun> RunAsync(CheckedConfig config)
    {
        if (_kept is { } kept)
        {
            if (kept.Config == config)
                return kept.Run;
            _kept = null;
            await kept.Run.DisposeAsync();
        }

        var run = DryRun.Build(config);
        _kept = (config, run);
        return run;
    }
}
