using System.Globalization;
using System.Text;

namespace PrivacyGateway.TestSupport;

/// <summary>All the readings of a text that a search for identifiers should try, each with its derivation.</summary>
internal static class WireText
{
    private const int Rounds = 6;

    /// <summary>
    /// The text itself, percent-decoded up to six times with <c>+</c> unchanged and as a space, and each obfuscated
    /// value in any of those, read again in the same way.
    /// </summary>
    public static IEnumerable<(string Text, string Encoding)> Readings(string text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<(string Text, string Encoding, int Rounds)>();
        open.Enqueue((text, "as it is", 0));
        while (open.TryDequeue(out var one))
        {
            if (!seen.Add(one.Text))
            {
                continue;
            }

            yield return (one.Text, one.Encoding);
            foreach (var hidden in PixelObfuscation.DecodeAll(one.Text))
            {
                open.Enqueue((hidden, one.Encoding + ", XOR-decoded", 0));
            }

            if (one.Rounds < Rounds)
            {
                var encoding = string.Create(CultureInfo.InvariantCulture, $"percent-decoded {one.Rounds + 1} times");
                open.Enqueue((PercentDecode(one.Text), encoding, one.Rounds + 1));
                open.Enqueue((PercentDecode(one.Text.Replace('+', ' ')), encoding + ", + as space", one.Rounds + 1));
            }
        }
    }

    /// <summary>One round; a percent sign without two hexadecimal digits is preserved.</summary>
    public static string PercentDecode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]))
            {
                decoded.Append((char)byte.Parse(text.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 2;
            }
            else
            {
                decoded.Append(text[at]);
            }
        }

        return decoded.ToString();
    }
}
