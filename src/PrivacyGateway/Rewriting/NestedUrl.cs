using System.Buffers;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>Addresses inside a value, under a level that scrubs them: user-info and e-mail addresses go, and the query begins somewhere.</summary>
internal static class NestedUrl
{
    /// <summary>No place of the text: nothing in it is an address.</summary>
    public const int None = int.MaxValue;

    private static readonly SearchValues<byte> AuthorityEnds = SearchValues.Create("/?#"u8);
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create("=/?#:&;"u8);
    private static readonly SearchValues<byte> MailName = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-"u8);
    private static readonly SearchValues<byte> MailHost = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"u8);

    /// <returns>Behind what place the parts of a query are to be looked at; <see cref="None"/> if there is no address.</returns>
    public static int Find(ReadOnlySpan<byte> text, ref Cuts cuts, Trace trace)
    {
        FindUserInfo(text, ref cuts, trace);
        FindMailAddresses(text, ref cuts, trace);

        var value = ValueStart(text);
        var scheme = text[value..].IndexOf("://"u8);
        var head = scheme < 0 ? text[value..] : text.Slice(value, scheme);

        // A relative address may hold an absolute one; its own query comes first.
        if (text[value..].StartsWith("/"u8) || HasQuery(text[value..], head))
            return value;
        return scheme < 0 ? None : value + scheme;
    }

    /// <summary>Behind <c>name=</c>; the beginning where there is no name, as in a field of <c>p</c>.</summary>
    private static int ValueStart(ReadOnlySpan<byte> text) =>
        text.IndexOfAny(NameEnds) is >= 0 and var end && text[end] == '=' ? end + 1 : 0;

    private static void FindUserInfo(ReadOnlySpan<byte> text, ref Cuts cuts, Trace trace)
    {
        var from = 0;
        while (text[from..].IndexOf("//"u8) is >= 0 and var slashes)
        {
            from += slashes + "//".Length;
            var length = text[from..].IndexOfAny(AuthorityEnds);
            var at = (length < 0 ? text[from..] : text.Slice(from, length)).LastIndexOf((byte)'@');
            if (at < 0)
                continue;
            trace.Withheld(Place.Parameter, "(user-info)", RuleNames.NestedUrl);
            cuts.Add(from, from + at + 1);
        }
    }

    private static void FindMailAddresses(ReadOnlySpan<byte> text, ref Cuts cuts, Trace trace)
    {
        var from = 0;
        while (text[from..].IndexOf((byte)'@') is >= 0 and var offset)
        {
            var at = from + offset;
            var name = text[from..at].LastIndexOfAnyExcept(MailName) + 1 + from;
            var length = text[(at + 1)..].IndexOfAnyExcept(MailHost);
            var end = length < 0 ? text.Length : at + 1 + length;
            if (name < at && text[(at + 1)..end].Contains((byte)'.'))
            {
                trace.Withheld(Place.Parameter, "(e-mail address)", RuleNames.NestedUrl);
                cuts.Add(name, end);
            }

            from = at + 1;
        }
    }

    /// <summary>A question mark in the head of a value, behind what could be a host and a path or in front of a name and a value.</summary>
    private static bool HasQuery(ReadOnlySpan<byte> value, ReadOnlySpan<byte> head)
    {
        var mark = head.IndexOf((byte)'?');
        return mark >= 0 && (value[mark..].Contains((byte)'=') || !head[..mark].Contains((byte)' '));
    }
}
