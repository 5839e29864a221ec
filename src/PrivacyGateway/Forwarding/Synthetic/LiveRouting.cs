using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Checks with synthetic hits that the running pipeline serves each host of each route.</summary>
/// <param name="first">The hits of the first configuration's routing trial, one for each host of each route.</param>
internal sealed class LiveRouting(IReadOnlyList<SyntheticHit> first)
{
    private volatile IReadOnlyList<SyntheticHit> _hits = first;
    private volatile SyntheticSender? _sender;

    /// <summary>The hits that the current configuration must serve.</summary>
    public IReadOnlyList<SyntheticHit> Hits => _hits;

    /// <summary>Connects the running pipeline; called once.</summary>
    /// <param name="pipeline">The pipeline from routing on.</param>
    /// <param name="services">The application's services.</param>
    public void Use(RequestDelegate pipeline, IServiceProvider services) => _sender = new SyntheticSender(pipeline, services);

    /// <summary>Replaces the hits after a reload.</summary>
    public void Expect(IReadOnlyList<SyntheticHit> hits) => _hits = hits;

    /// <param name="hits">The hits to send.</param>
    /// <param name="generation">The generation of routes that must match them; null for any.</param>
    /// <returns>Null if all hits are served; otherwise the message for the first that is not.</returns>
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
                return $"route \"{hit.Route}\" still serves {hit.Host} with the previous configuration";
        }

        return null;
    }

    private static string Describe(SyntheticResult result) => result.Verdict switch
    {
        SyntheticVerdict.NotMatched => "no route matches its requests",
        SyntheticVerdict.TakenByAnotherRoute => $"route \"{result.Detail}\" takes its requests",
        SyntheticVerdict.Ambiguous => $"the routes {result.Detail} match the same requests",
        SyntheticVerdict.Refused => $"its policy responds {result.Detail}",
        _ => result.Detail,
    };
}
