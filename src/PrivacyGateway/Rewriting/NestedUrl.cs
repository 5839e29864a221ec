using System.Buffers;

namespace PrivacyGateway.Rewriting;

/// <summary>Finds the query of a URL inside a value, for levels that scrub nested URLs.</summary>
internal static class NestedUrl
{
    /// <summary>The value contains no URL.</summary>
    public const int None = int.MaxValue;

    private static readonly SearchValues<byte> NameEnds = SearchValues.Create("=/?#:&;"u8);

    /// <returns>The position after which pairs belong to a URL's query; <see cref="None"/> without a URL.</returns>
    public static int FindQueryStart(ReadOnlySpan<byte> text)
    {
        var value = FindValueStart(text);
        var scheme = text[value..].IndexOf("://"u8);
        var head = scheme < 0 ? text[value..] : text.Slice(value, scheme);

        // A relative URL may contain an absolute one; its own query comes first.
        if (text[value..].StartsWith("/"u8) || HasQuery(text[value..], head))
            return value;
        return scheme < 0 ? None : value + scheme;
    }

    /// <summary>Returns the position after <c>name=</c>, or 0 without a name, as in a field of <c>p</c>.</summary>
    private static int FindValueStart(ReadOnlySpan<byte> text) =>
        text.IndexOfAny(NameEnds) is >= 0 and var end && text[end] == '=' ? end + 1 : 0;

    /// <summary>Whether a question mark follows what could be a host and path, or precedes a name and value.</summary>
    private static bool HasQuery(ReadOnlySpan<byte> value, ReadOnlySpan<byte> head)
    {
        var mark = head.IndexOf((byte)'?');
        return mark >= 0 && (value[mark..].Contains((byte)'=') || !head[..mark].Contains((byte)' '));
    }
}
