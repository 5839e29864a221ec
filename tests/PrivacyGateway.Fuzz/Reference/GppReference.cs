using System.Text;

namespace PrivacyGateway.Fuzz.Reference;

/// <summary>Reads an IAB GPP string from a text of zeros and ones. It shares no code with the gateway.</summary>
internal static class GppReference
{
    public const int EuropeanTcf = 2;
    public const int UsNational = 7;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int MostSections = 64;

    /// <returns>Sections by id; null for a header that cannot be read or does not fit.</returns>
    public static Dictionary<int, string>? Read(string text)
    {
        var parts = text.Split('~');
        if (Bits(parts[0]) is not { Length: >= 24 } bits || Number(bits[..6]) != 3 || Number(bits[6..12]) != 1)
            return null;

        var (ids, at, last) = (new List<int>(), 24, 0);
        for (var entries = Number(bits[12..24]); entries > 0 && ids.Count <= MostSections; entries--)
        {
            if (at >= bits.Length)
                return null;
            var isGroup = bits[at++] == '1';
            if (!TryReadFibonacci(bits, ref at, out var distance))
                return null;
            ids.Add(last += distance);
            if (!isGroup)
                continue;
            if (!TryReadFibonacci(bits, ref at, out var length))
                return null;
            for (; length > 0 && ids.Count <= MostSections; length--)
                ids.Add(++last);
        }

        return ids.Count == parts.Length - 1 ? ids.Zip(parts[1..]).ToDictionary(pair => pair.First, pair => pair.Second) : null;
    }

    /// <summary>
    /// Whether sale, sharing or targeted advertising is opted out of in the core, or a subsection has the browser's signal.
    /// </summary>
    public static bool IsOptedOut(string section)
    {
        var segments = section.Split('.').Select(segment => Bits(segment) ?? "").ToArray();
        return Enumerable.Range(0, 3).Any(field => segments[0].Length >= 24 && segments[0].Substring(18 + (2 * field), 2) == "01")
            || segments[1..].Any(segment => segment.StartsWith("011", StringComparison.Ordinal));
    }

    private static bool TryReadFibonacci(string bits, ref int at, out int number)
    {
        number = 0;
        var end = at < bits.Length ? bits.IndexOf("11", at, StringComparison.Ordinal) : -1;
        if (end < 0 || end - at > 22)
            return false;
        var (value, next) = (1, 2);
        for (; at <= end; at++)
        {
            number += bits[at] == '1' ? value : 0;
            (value, next) = (next, value + next);
        }

        at++;
        return true;
    }

    private static string? Bits(string text)
    {
        var bits = new StringBuilder(text.Length * 6);
        foreach (var character in text)
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
                return null;
            bits.Append(Convert.ToString(value, 2).PadLeft(6, '0'));
        }

        return bits.ToString();
    }

    private static int Number(string bits) => Convert.ToInt32(bits, 2);
}
