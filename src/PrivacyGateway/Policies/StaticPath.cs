using System.Text;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>Matches a request's path against the policy's list of static paths.</summary>
internal static class StaticPath
{
    /// <summary>Longer than the content hashes of build tools, which have 8 to 20 characters.</summary>
    private const int MinRunLength = 24;

    /// <summary>
    /// Whether a path equals a static path or lies below one that ends with <c>/</c>. Paths
    /// with escapes never match, because the track domain may decode them differently.
    /// </summary>
    public static bool Covers(IReadOnlyList<string> staticPaths, ReadOnlySpan<byte> path)
    {
        if (staticPaths.Count == 0 || path.ContainsAny("%\\;"u8))
            return false;

        for (var i = 0; i < staticPaths.Count; i++)
        {
            var candidate = staticPaths[i];
            if (candidate.Length > path.Length)
                continue;
            var head = path[..candidate.Length];
            if (Ascii.Equals(head, candidate)
                && (path.Length == candidate.Length || (candidate.EndsWith('/') && IsFile(path[candidate.Length..]))))
                return true;
        }

        return false;
    }

    /// <summary>Below a configured directory, a path must contain neither a pair nor text that looks like an identifier.</summary>
    private static bool IsFile(ReadOnlySpan<byte> rest) => !rest.ContainsAny("=&,:"u8) && !IdentifierShape.OccursIn(rest, MinRunLength);
}
