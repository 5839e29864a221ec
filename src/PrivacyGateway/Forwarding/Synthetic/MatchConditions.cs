using PrivacyGateway.Hits;
using Yarp.ReverseProxy.Configuration;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Headers and query parameters that meet a route's own conditions, and the methods that it takes.</summary>
internal sealed class MatchConditions(RouteMatch match)
{
    /// <summary>For a header or parameter that must only be there.</summary>
    private const string Anything = "1";

    public IReadOnlyList<HeaderLine> Headers { get; } =
    [
        .. (match.Headers ?? [])
            .Where(static header => header.Mode is not (HeaderMatchMode.NotExists or HeaderMatchMode.NotContains))
            .GroupBy(static header => header.Name, StringComparer.OrdinalIgnoreCase)
            .Select(static headers => new HeaderLine(headers.Key, Joined(headers.OrderBy(static header => header.Mode == HeaderMatchMode.Contains).Select(static header => header.Values)))),
    ];

    /// <summary>With a leading <c>&amp;</c> each, escaped.</summary>
    public string Query { get; } = string.Concat((match.QueryParameters ?? [])
        .Where(static parameter => parameter.Mode != QueryParameterMatchMode.NotContains)
        .Select(static parameter => $"&{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(Joined([parameter.Values]))}"));

    public bool Takes(string method) => match.Methods is not { Count: > 0 } methods || methods.Contains(method, StringComparer.OrdinalIgnoreCase);

    /// <summary>A method that it takes.</summary>
    public string AnyMethod => match.Methods is { Count: > 0 } methods ? methods[0] : "GET";

    private static string Joined(IEnumerable<IReadOnlyList<string>?> values)
    {
        var joined = string.Concat(values.Select(static one => one is { Count: > 0 } ? one[0] : ""));
        return joined.Length > 0 ? joined : Anything;
    }
}
