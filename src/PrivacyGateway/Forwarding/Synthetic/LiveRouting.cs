using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Asks the running pipeline whether it serves what the configuration promises: a process that runs may still serve nothing.</summary>
/// <param name="first">Hits that the first configuration served on trial, one for every host of every route.</param>
internal sealed class LiveRouting(IReadOnlyList<SyntheticHit> first)
{
    private volatile IReadOnlyList<SyntheticHit> _hits = first;
    private volatile SyntheticSender? _sender;

    /// <summary>What the configuration in force must serve.</summary>
    public IReadOnlyList<SyntheticHit> Hits => _hits;

    /// <summary>Called once, where the pipeline is built.</summary>
    /// <param name="pipeline">From routing on.</param>
    /// <param name="services">The application's.</param>
    public void Use(RequestDelegate pipeline, IServiceProvider services) => _sender = new SyntheticSender(pipeline, services);

    /// <summary>After a reload: what must be served from now on.</summary>
    public void Expect(IReadOnlyList<SyntheticHit> hits) => _hits = hits;

    /// <param name="hits">What to send.</param>
    /// <param name="generation">The generation of routes that must take them; null for any.</param>
    /// <returns>Null if all are served; else why the first one is not, for an operator.</returns>
    public async Task<string?> FindFailureAsync(IReadOnlyList<SyntheticHit> hits, string? generation = null)
    {
        if (_sender is not { } sender)
            return null;

        foreach (var hit in hits)
        {
            var result = await sender.SendAsync(hit);
            if (result.Verdict != SyntheticVerdict.Served)
                return $"route \"{hit.Route}\" does not serve {hit.Host}: {Describe(result)}";
            if (generation is not null && result.Generation != generation)
                return $"route \"{hit.Route}\" still serves {hit.Host} as the former configuration has it";
        }

        return null;
    }

    private static string Describe(SyntheticResult result) => result.Verdict switch
    {
        SyntheticVerdict.NotMatched => "no route matches its requests",
        SyntheticVerdict.TakenByAnotherRoute => $"route \"{result.Detail}\" takes its requests",
        SyntheticVerdict.Ambiguous => $"the routes {result.Detail} match the same requests",
        SyntheticVerdict.Refused => $"its policy answers {result.Detail}",
        _ => result.Detail,
    };
}
