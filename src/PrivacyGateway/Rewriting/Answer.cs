using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>What the track domain answered, its body aside.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">All lines, each <c>Set-Cookie</c> one of its own.</param>
/// <param name="RequestHost">The host the browser asked, without port.</param>
/// <param name="ReceivedAt">When it came, to tell an expiry in the past.</param>
internal sealed record Answer(int Status, IReadOnlyList<HeaderLine> Headers, string RequestHost, DateTimeOffset ReceivedAt)
{
    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308;

    public bool IsServerError => Status >= 500;

    /// <summary>The first line of that name, or null.</summary>
    public string? Header(string name)
    {
        for (var i = 0; i < Headers.Count; i++)
        {
            if (Headers[i].Is(name))
                return Headers[i].Value;
        }

        return null;
    }
}
