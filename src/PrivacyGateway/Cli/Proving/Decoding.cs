using System.Text;

namespace PrivacyGateway.Cli.Proving;

/// <summary>All texts that an upstream parser could read: the original, then percent-decoded until nothing changes.</summary>
internal static class Decoding
{
    /// <summary>More rounds than any canary is encoded in.</summary>
    private const int MaxRounds = 12;

    public static IEnumerable<string> DecodeAll(string text)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            yield return text;
            var decoded = Once(text);
            if (decoded == text)
                yield break;
            text = decoded;
        }
    }

    private static string Once(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;
        var decoded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]))
            {
                decoded.Append((char)Convert.ToByte(text.Substring(at + 1, 2), 16));
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
