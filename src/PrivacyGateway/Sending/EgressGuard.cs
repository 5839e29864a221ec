using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending;

/// <summary>
/// Checks the bytes of an anonymous hit before they are sent or spooled: target, headers and body contain no identifier's name or value,
/// and headers have closed forms. The guard shares the rows of the Vocabulary with the rewriter but none of its code.
/// </summary>
internal static class EgressGuard
{
    /// <summary>The result for a hit whose path has an unknown form.</summary>
    private const string UnknownPath = "(path)";

    /// <returns>The Vocabulary row's name, or a description, of the first violation; null if the hit may be sent.</returns>
    public static string? Find(RewrittenHit hit)
    {
        if (!hit.IsAnonymous && !hit.IsMixed)
            return null;
        return GuardedHeaders.Find(hit)
            ?? FindInHeaders(hit)
            ?? GuardedText.Find(hit.Target.Span, hit.Stripped, isQuery: true)
            ?? FindInBody(hit.Body.GetValueOrDefault().Span, hit.Stripped, isMixed: hit.IsMixed)
            ?? (IsHit(hit) && !TrackingPath.IsMatch(hit.Target.Span) ? UnknownPath : null);
    }

    /// <summary>Searches all values at once. A match is confirmed per header, because it could span two values.</summary>
    private static string? FindInHeaders(RewrittenHit hit)
    {
        if (FindInHeaders(hit, 0, hit.Headers.Count) is null)
            return null;
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            if (FindInHeaders(hit, i, i + 1) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>The delimiter before each value prevents its first word from being read as the start of a query.</summary>
    private static string? FindInHeaders(RewrittenHit hit, int from, int until)
    {
        const int MaxStackBytes = 2048;
        var length = 0;
        for (var i = from; i < until; i++)
            length += hit.Headers[i].Value.Length + 1;

        var values = length <= MaxStackBytes ? stackalloc byte[MaxStackBytes] : new byte[length];
        var written = 0;
        for (var i = from; i < until; i++)
        {
            values[written++] = (byte)'|';
            written += Encoding.Latin1.GetBytes(hit.Headers[i].Value, values[written..]);
        }

        return GuardedText.Find(values[..written], hit.Stripped, isQuery: false);
    }

    /// <summary>In a mixed batch only the marked lines are checked.</summary>
    private static string? FindInBody(ReadOnlySpan<byte> body, StrippedValues stripped, bool isMixed)
    {
        while (!body.IsEmpty)
        {
            var feed = body.IndexOf((byte)'\n');
            var line = feed < 0 ? body : body[..feed];
            body = feed < 0 ? [] : body[(feed + 1)..];
            if ((!isMixed || IsMarked(line)) && GuardedText.Find(line, stripped, isQuery: true) is { } name)
                return name;
        }

        return null;
    }

    /// <summary>
    /// Whether this is a hit. File requests and opt-out calls have neither body nor marker, and paths that the operator chooses.
    /// </summary>
    private static bool IsHit(RewrittenHit hit) => hit.Body is not null || IsMarked(hit.Target.Span);

    /// <summary>
    /// Finds the marker where the rewriter writes it: first, or after another pair. A question mark inside a value starts no pair.
    /// </summary>
    private static bool IsMarked(ReadOnlySpan<byte> text) =>
        text.StartsWith("nc=1"u8) || text.IndexOf("&nc=1"u8) >= 0 || text[(text.IndexOf((byte)'?') + 1)..].StartsWith("nc=1"u8);
}
