using PrivacyGateway.IntegrationTests.Proving;
using PrivacyGateway.IntegrationTests.Stories;

[assembly: AssemblyFixture(typeof(SharedProofs))]

namespace PrivacyGateway.IntegrationTests.Proving;

/// <summary>Runs of <c>prove</c> that several tests read, made when a test first asks. To alter files, take a copy.</summary>
public sealed class SharedProofs : IAsyncDisposable
{
    private readonly Lazy<Task<ProveFolder>> _standard = new(static () => ProveFolder.RunAsync(Shipped));
    private readonly Lazy<Task<ProveFolder>> _strict = new(static () => ProveFolder.RunAsync(ShippedAtStrict, "--require", "strict"));

    /// <summary>The configuration in the repository, at level standard.</summary>
    internal static string Shipped { get; } = File.ReadAllText(GatewayCommand.ShippedConfig());

    internal static string ShippedAtStrict { get; } = ShippedWith(("\"level\": \"standard\"", "\"level\": \"strict\""));

    internal Task<ProveFolder> Standard => _standard.Value;

    internal Task<ProveFolder> Strict => _strict.Value;

    /// <summary>The shipped configuration with each text replaced; an exception where it has no such text.</summary>
    internal static string ShippedWith(params (string Text, string Other)[] changes) => changes.Aggregate(
        Shipped, static (config, change) => config.Contains(change.Text, StringComparison.Ordinal)
            ? config.Replace(change.Text, change.Other, StringComparison.Ordinal)
            : throw new InvalidOperationException($"The shipped configuration has no {change.Text}."));

    public async ValueTask DisposeAsync()
    {
        foreach (var run in new[] { _standard, _strict })
        {
            if (run.IsValueCreated)
                (await run.Value).Dispose();
        }
    }
}
