using System.Buffers;
using System.Net;

namespace PrivacyGateway.Rewriting.Personal;

/// <summary>Finds IPv4 and IPv6 addresses. Dotted numbers with a leading zero count as version numbers, and <c>a::b</c> as code.</summary>
internal static class IpAddressText
{
    private const int Dots = 3;
    private const int MinColons = 2;
    private const int MaxLength = 45;
    private const int MinVersion6Length = 6;

    private static readonly SearchValues<byte> AddressBytes = SearchValues.Create("0123456789abcdefABCDEF:."u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);

    /// <inheritdoc cref="Uuid.MayOccurIn"/>
    public static bool MayOccurIn(ReadOnlySpan<byte> text, int digits) =>
        (digits > Dots && text.Count((byte)'.') >= Dots) || (digits > 0 && text.Count((byte)':') >= MinColons);

    /// <inheritdoc cref="Uuid.TryFind"/>
    public static bool TryFind(ReadOnlySpan<byte> text, ref int from, out int start, out int end)
    {
        while (text[from..].IndexOfAny(AddressBytes) is >= 0 and var offset)
        {
            start = from + offset;
            var length = text[start..].IndexOfAnyExcept(AddressBytes);
            end = length < 0 ? text.Length : start + length;
            from = end;
            if (TryTrim(text, ref start, ref end))
                return true;
        }

        (start, end) = (0, 0);
        return false;
    }

    /// <summary>Removes surrounding punctuation, a preceding name (<c>ip:192.0.2.1</c>) and a port.</summary>
    private static bool TryTrim(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        while (end > start && text[end - 1] is (byte)'.' or (byte)':')
            end--;
        if (start < end && text[start..end] is [(byte)':', not (byte)':', ..])
            start++;
        if (!DigitGroups.IsNumberStart(text, start) || !DigitGroups.IsNumberEnd(text, end))
            return false;
        var candidate = text[start..end];
        if (IsVersion6(candidate))
            return true;

        var colon = candidate.IndexOf((byte)':');
        if (colon >= 0)
        {
            var first = candidate[..colon];
            if (IsVersion4(first))
            {
                end = start + colon;
                return true;
            }

            start += candidate.LastIndexOf((byte)':') + 1;
        }

        return IsVersion4(text[start..end]);
    }

    private static bool IsVersion4(ReadOnlySpan<byte> text) =>
        text.Count((byte)'.') == Dots && text[0] is not ((byte)'0' or (byte)'.') && IPAddress.TryParse(text, out _);

    private static bool IsVersion6(ReadOnlySpan<byte> text) =>
        text.Length is >= MinVersion6Length and <= MaxLength && text.Count((byte)':') >= MinColons && text.ContainsAny(Digits)
        && IPAddress.TryParse(text, out _);
}
