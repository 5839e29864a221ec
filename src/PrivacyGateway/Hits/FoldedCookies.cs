using System.Buffers;

namespace PrivacyGateway.Hits;

/// <summary>
/// Splits cookies that a proxy joined with commas, as if <c>Cookie</c> were a
/// list header. A comma inside a value (JSON, lists of numbers) is no separator.
/// </summary>
internal static class FoldedCookies
{
    /// <summary>Characters of JSON and JavaScript objects that never occur in a cookie's name.</summary>
    private static readonly SearchValues<char> NeverInNames = SearchValues.Create("\"':{}");

    /// <summary>Returns the end of the first pair: a semicolon, a comma that precedes another pair, or the end of the header.</summary>
    public static int FindPairEnd(ReadOnlySpan<char> line)
    {
        var pair = line.IndexOf(';') is >= 0 and var end ? line[..end] : line;
        var from = 0;
        while (pair[from..].IndexOf(',') is >= 0 and var comma)
        {
            from += comma + 1;
            if (BeginsPair(pair[from..]))
                return from - 1;
        }

        return pair.Length;
    }

    private static bool BeginsPair(ReadOnlySpan<char> text)
    {
        var (equals, comma) = (text.IndexOf('='), text.IndexOf(','));
        if (equals < 0 || (comma >= 0 && comma < equals))
            return false;

        var name = text[..equals].Trim(" \t");
        if (name.Length > 2 && name[0] == '"' && name[^1] == '"')
            name = name[1..^1];
        return !name.IsEmpty && !name.ContainsAny(NeverInNames);
    }
}
