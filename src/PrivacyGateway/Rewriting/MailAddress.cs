using System.Buffers;
using PrivacyGateway.Rewriting.Personal;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Finds e-mail addresses, including international ones (RFC 6531): a local part, quoted or not, and a host with a dot whose last label is
/// not a number. The size suffix of an image file (<c>logo@2x.png</c>) does not count.
/// </summary>
internal static class MailAddress
{
    private static readonly SearchValues<byte> NotAscii = SearchValues.Create(
        [.. Enumerable.Range(0x80, 0x80).Select(static value => (byte)value)]);
    private static readonly string[] ImageTypes = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico"];

    /// <param name="folded">The text to search.</param>
    /// <param name="from">The position to search from; afterwards the position to continue at.</param>
    /// <param name="cuts">Shows how deeply a character was encoded.</param>
    /// <param name="start">The start of the local part.</param>
    /// <param name="end">The end of the host.</param>
    public static bool TryFind(in FoldedText folded, ref int from, ref Cuts cuts, out int start, out int end)
    {
        var text = folded.Text;
        while (text[from..].IndexOf((byte)'@') is >= 0 and var offset)
        {
            var at = from + offset;
            from = at + 1;
            start = FindLocalPartStart(folded, at, ref cuts);
            end = FindHostEnd(text, at + 1);
            if (start == at || !IsHost(text[(at + 1)..end]))
                continue;
            from = end;
            return true;
        }

        (start, end) = (0, 0);
        return false;
    }

    private static int FindLocalPartStart(in FoldedText folded, int at, ref Cuts cuts)
    {
        var text = folded.Text;
        if (at > 1 && text[at - 1] == '"')
            return text[..(at - 1)].LastIndexOf((byte)'"') is >= 0 and var quote ? quote : at;

        var start = at;
        while (start > 0 && (IsLetter(text[start - 1]) || text[start - 1] is (byte)'.' or (byte)'_' or (byte)'-' or (byte)'\'' or (byte)'~'
            or (byte)'!' or (byte)'*' || IsPlus(folded, start - 1, at, ref cuts)))
            start--;
        while (start < at && !IsLetter(text[start]) && text[start] != '_')
            start++;
        return start;
    }

    /// <summary>A plus sign that is encoded less deeply than the <c>@</c> after it means a space.</summary>
    private static bool IsPlus(in FoldedText folded, int index, int at, ref Cuts cuts) =>
        folded.Text[index] == '+' && cuts.RawLength(folded.GetOrigin(index)) >= cuts.RawLength(folded.GetOrigin(at));

    private static int FindHostEnd(ReadOnlySpan<byte> text, int start)
    {
        var end = start;
        while (end < text.Length && (IsLetter(text[end]) || text[end] is (byte)'-' or (byte)'.'))
            end++;
        while (end > start && text[end - 1] is (byte)'-' or (byte)'.')
            end--;
        return end;
    }

    private static bool IsHost(ReadOnlySpan<byte> host)
    {
        var dot = host.LastIndexOf((byte)'.');
        if (dot <= 0 || host.Length - dot <= 2)
            return false;
        var last = host[(dot + 1)..];
        return (char.IsAsciiLetter((char)last[0]) || NotAscii.Contains(last[0])) && !IsSizeMark(host[..dot], last);
    }

    private static bool IsSizeMark(ReadOnlySpan<byte> name, ReadOnlySpan<byte> type)
    {
        if (name.Length is not (2 or 4) || !char.IsAsciiDigit((char)name[0]) || (name[^1] | 0x20) != 'x')
            return false;
        foreach (var known in ImageTypes)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(type, known))
                return true;
        }

        return false;
    }

    private static bool IsLetter(byte value) => value >= 0x80 || char.IsAsciiLetterOrDigit((char)value);
}
