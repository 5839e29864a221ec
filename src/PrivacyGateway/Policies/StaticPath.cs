using System.Text;

namespace PrivacyGateway.Policies;

/// <summary>Matches a request's path against the policy's list of static paths.</summary>
internal static class StaticPath
{
    /// <summary>Exact, or below one that ends in <c>/</c>. A path with escapes is none: nobody knows how the track domain reads it.</summary>
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
            if (Ascii.Equals(head, candidate) && (candidate.EndsWith('/') || path.Length == candidate.Length))
                return true;
        }

        return false;
    }
}
