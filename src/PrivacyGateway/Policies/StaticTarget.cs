using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>
/// Removes pairs that look like identifiers, whatever their name, from the query of a file. Versions and timestamps are forwarded.
/// </summary>
internal static class StaticTarget
{
    /// <summary>
    /// Longer than track ids, which have 15 digits. Removing a longer content
    /// hash is harmless: the track domain then returns the newest file.
    /// </summary>
    private const int MinRunLength = 16;

    /// <param name="target">Path and query, already rewritten.</param>
    /// <returns>The same memory if nothing is removed.</returns>
    public static ReadOnlyMemory<byte> RemoveIdentifiers(ReadOnlyMemory<byte> target)
    {
        var mark = target.Span.IndexOf((byte)'?');
        if (mark < 0)
            return target;

        var query = target.Span[(mark + 1)..];
        using var scratch = new DecodeBuffer(query.Length);
        var output = new ByteBuffer(target.Length);
        output.Append(target.Span[..mark]);
        foreach (var range in query.Split((byte)'&'))
        {
            var decoded = scratch.Decode(query[range]);
            if (!decoded.IsSettled || IdentifierShape.OccursIn(decoded.Text, MinRunLength))
                continue;
            output.Append((byte)(output.Length == mark ? '?' : '&'));
            output.Append(query[range]);
        }

        return output.Length == target.Length ? target : output.Memory;
    }
}
