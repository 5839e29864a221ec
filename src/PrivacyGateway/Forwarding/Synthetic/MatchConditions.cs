using PrivacyGateway.Hits;
using Yarp.ReverseProxy.Configuration;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Headers, query parameters and methods that satisfy a route's match conditions.</summary>
internal sealed class MatchConditions(RouteMatch match)
{
    /// <summary>For a header or parameter that must only exist.</summary>
    private const string Anything = "1";

    public IReadOnlyList<HeaderLine> Headers { get; } =
    [
        .. (match.Headers ?? [])
            .Where(static header => header.Mode is not (HeaderMatchMode.NotExists or HeaderMatchMode.NotContains))
            .GroupBy(static header => header.Name, StringComparer.OrdinalIgnoreCase)
            .Select(static headers => new HeaderLine(headers.Key, Joined(
                headers.OrderBy(static header => header.Mode == HeaderMatchMode.Contains).Select(static header => header.Values)))),
    ];

    /// <summary>Escaped parameters, each with a leading <c>&amp;</c>.</summary>
    public string Query { get; } = string.Concat((match.QueryParameters ?? [])
        .Where(static parameter => parameter.Mode != QueryParameterMatchMode.NotContains)
        .Select(static parameter => $"&{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(Joined([parameter.Values]))}"));

    public bool Takes(string method) =>
        match.Methods is not { Count: > 0 } methods || methods.Contains(method, StringComparer.OrdinalIgnoreCase);

    /// <summary>A method that the route accepts.</summary>
    public string AnyMethod => match.Methods is { Count: > 0 } methods ? methods[0] : "GET";

    private static string Joined(IEnumerable<IReadOnlyList<string>?> values)
    {
        var joined = string.Concat(values.Select(static one => one is { Count: > 0 } ? one[0] : ""));
        return joined.Length > 0 ? joined : Anything;
    }
}
