using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>Status and headers of the track domain's response.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">All headers; each <c>Set-Cookie</c> is separate.</param>
/// <param name="RequestHost">The host of the browser's request, without port.</param>
/// <param name="ReceivedAt">The time of receipt, to recognize an expiry in the past.</param>
internal sealed record ResponseHead(int Status, IReadOnlyList<HeaderLine> Headers, string RequestHost, DateTimeOffset ReceivedAt)
{
    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308;

    public bool IsServerError => Status >= 500;

    /// <summary>Returns the first header of that name, or null.</summary>
    public string? FindHeader(string name)
    {
        for (var i = 0; i < Headers.Count; i++)
        {
            if (Headers[i].Is(name))
                return Headers[i].Value;
        }

        return null;
    }
}
