using System.Reflection;
using System.Text.Json;

namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>All hits measured once, always in the same order; beside them the stored figures, which a run may renew.</summary>
public sealed class CostMeasurement : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    internal Dictionary<string, Cost> Measured { get; } = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, Cost> Baseline { get; private set; } = new Dictionary<string, Cost>(StringComparer.Ordinal);

    /// <summary>Why system calls were not counted.</summary>
    internal string NotCounted { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await using (var fixture = await CostFixture.StartAsync())
        {
            foreach (var (name, hit) in SampleHits.All)
            {
                Measured[name] = fixture.Measure(hit, out var notCounted);
                NotCounted = notCounted;
            }
        }

        var path = Path.GetFullPath(typeof(CostMeasurement).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "CostBaseline").Value!);
        if (Environment.GetEnvironmentVariable("COST_BASELINE") == "renew")
        {
            if (NotCounted.Length > 0)
                throw new InvalidOperationException($"A baseline needs all figures, but system calls cannot be counted here: {NotCounted}");
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(Measured, Form) + "\n");
        }

        Baseline = JsonSerializer.Deserialize<Dictionary<string, Cost>>(await File.ReadAllTextAsync(path), Form)!;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
