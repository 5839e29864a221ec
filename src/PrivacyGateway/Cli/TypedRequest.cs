using System.Net;
using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Cli;

/// <summary>A request as typed on the command line.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Target">Origin-form.</param>
/// <param name="Headers">In order.</param>
/// <param name="Body">Empty if there is none.</param>
internal sealed record TypedRequest(string Method, string Target, IReadOnlyList<HeaderLine> Headers, byte[] Body)
{
    /// <param name="url">A complete address or a target.</param>
    /// <returns>The host and the origin-form target, nothing decoded.</returns>
    public static (string? Host, string Target) Split(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return (null, url.StartsWith('/') ? url : "/" + url);
        var rest = url[(scheme + 3)..];
        var slash = rest.IndexOfAny(['/', '?']);
        var host = slash < 0 ? rest : rest[..slash];
        var target = slash < 0 ? "/" : rest[slash..];
        return (host, target.StartsWith('/') ? target : "/" + target);
    }

    public Hit ToHit(Policy policy, IPAddress? clientAddress = null)
    {
        var target = HitTarget.Parse(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Target)));
        return new Hit(Method, policy.Classify(target.Path), target, Headers, Body, clientAddress);
    }
}
