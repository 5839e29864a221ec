using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Har;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Inspection;

/// <summary>The requests to explain.</summary>
/// <param name="Name">The source's name in messages.</param>
/// <param name="Requests">The requests in order; of a recording only the hits.</param>
/// <param name="IsRecording">Whether the requests are listed, and one is explained on demand.</param>
internal sealed record ExplainInput(string Name, IReadOnlyList<TypedRequest> Requests, bool IsRecording)
{
    /// <summary>Opt-out calls of a recording.</summary>
    public int OptOutCalls { get; init; }

    /// <summary>Entries of a recording that are neither hits nor opt-out calls.</summary>
    public int OtherRequests { get; init; }

    /// <summary>Whether no request of a recording has a cookie: browsers omit them from a HAR by default.</summary>
    public bool IsWithoutCookies { get; init; }

    /// <summary>One request is explained; several are listed like a recording.</summary>
    public static ExplainInput From(IReadOnlyList<TypedRequest> requests, string name) =>
        requests.Count == 1 ? new ExplainInput(name, requests, IsRecording: false) : FromRecording(requests, 0, name);

    public static ExplainInput From(HarFile har, string name) => FromRecording(har.Requests, har.OtherEntries, name);

    private static ExplainInput FromRecording(IReadOnlyList<TypedRequest> requests, int others, string name)
    {
        var hits = requests.Where(static request => IsHit(request)).ToList();
        var optOuts = requests.Count(static request => request.Kind == HitKind.OptOut);
        return new ExplainInput(name, hits, IsRecording: true)
        {
            OptOutCalls = optOuts,
            OtherRequests = others + requests.Count - hits.Count - optOuts,
            IsWithoutCookies = !requests.Any(static request => request.Headers.Any(static header => header.Is("Cookie"))),
        };
    }

    /// <summary>Excludes CORS preflight requests.</summary>
    private static bool IsHit(TypedRequest request) =>
        request.Method != "OPTIONS" && request.Kind is HitKind.Tracking or HitKind.Batch or HitKind.CookieControl or HitKind.CrossDevice;
}
