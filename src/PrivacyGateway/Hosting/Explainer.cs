using System.IO;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Requests;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>Explains requests under one configuration.</summary>
/// <param name="checkedConfig">The configuration that <c>serve</c> would start with.</param>
/// <param name="host">The public host for hits that were sent to another host; null to use each request's host.</param>
/// <param name="shared">A dry run of the same configuration that belongs to the caller; null to build one.</param>
internal sealed class Explainer(CheckedConfig checkedConfig, string? host, DryRun? shared = null) : IAsyncDisposable
{
    private readonly DryRun _run = shared ?? DryRun.Build(checkedConfig);

    private GatewayConfig Config => checkedConfig.Gateway;

    /// <summary>The public hosts of all routes, for messages.</summary>
    public string Served => string.Join(", ", Config.Routes.SelectMany(static route => route.Hosts).Distinct(StringComparer.Ordinal));

    /// <param name="request">The request; it needs a host, unless <see cref="Explainer"/> has one.</param>
    /// <param name="keepsServedHost">Whether a host that a route serves takes precedence over the explainer's host.</param>
    public async Task<Explanation> ExplainAsync(TypedRequest request, bool keepsServedHost)
    {
        var isMoved = host is not null && request.Host is { } own && !NameOf(own).Equals(NameOf(host), StringComparison.OrdinalIgnoreCase)
            && !(keepsServedHost && IsServed(own));
        var judged = host is not null && (isMoved || request.Host is null) ? request with { Host = host } : request;
        var judgement = new Judgement { ReceivedAt = request.SentAt ?? TimeProvider.System.GetUtcNow() };
        if (request.Defect is null)
            await _run.JudgeAsync(CreateContext(judged, judgement));

        List<string> notes = [];
        if (request.Defect is { } defect)
            notes.Add($"{defect}, so this hit cannot be judged. Record it again, or pass the body with --url and --body.");
        if (isMoved)
            notes.Add(
                $"sent to {WireText.ShowPlain(request.Host!)}, judged as sent to {host}. The browser sends other cookies there; explain "
                    + "knows only those given with --cookie.");
        return new Explanation(judged, judgement) { Notes = notes };
    }

    /// <summary>The message for a host that no route serves.</summary>
    public string DescribeUnserved(string unserved)
    {
        var destination = Config.Destinations.FirstOrDefault(
            destination => Uri.TryCreate(destination.Address, UriKind.Absolute, out var address)
            && (address.Host.Equals(NameOf(unserved), StringComparison.OrdinalIgnoreCase)
                || NameOf(unserved).Equals(destination.Host, StringComparison.OrdinalIgnoreCase)));
        return destination is null
            ? $"no route serves {unserved}: the gateway would respond 421. Served: {Served}. Add --host NAME to judge the hit as sent to "
                + "one of them."
            : $"no route serves {unserved}: it is the track domain of cluster \"{destination.Cluster}\". Add --host NAME to judge the hit "
                + $"as the gateway would behind that name. Served: {Served}.";
    }

    public bool IsServed(string name) => Config.FindRoute(NameOf(name)) is not null;

    public ValueTask DisposeAsync() => shared is null ? _run.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>The request as Kestrel would pass it to the pipeline.</summary>
    private static HttpContext CreateContext(TypedRequest request, Judgement judgement)
    {
        var headers = request.Headers.Select(static header => KeyValuePair.Create(header.Name, header.Value));
        var context = DryRun.CreateContext(request.Method, request.IsPlainHttp ? "http" : "https", request.Host ?? "", request.Target,
            headers, new MemoryStream(request.Body, writable: false));
        context.Features.Set(judgement);
        return context;
    }

    private static string NameOf(string host)
    {
        var colon = host.LastIndexOf(':');
        return colon < 0 || host.EndsWith(']') ? host : host[..colon];
    }
}
