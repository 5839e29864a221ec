using System.Text;

namespace PrivacyGateway.TestSupport;

/// <summary>
/// The pixel's parameter obfuscation (protocol.md, G9; capture scenario 17): <c>__1_</c> and the base64, with
/// <c>-*_</c> for <c>+/=</c>, of the value XORed with the parameter's NAME, repeated. It hides nothing from the
/// track domain, so it must hide nothing from the judge.
/// </summary>
public static class PixelObfuscation
{
    private const string Mark = "__1_";

    public static string Encode(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Mark + Convert.ToBase64String(Xor(name, Encoding.Latin1.GetBytes(value)))
            .Replace('+', '-').Replace('/', '*').Replace('=', '_');
    }

    /// <summary>Every <c>name=__1_…</c> in the text, decoded with the name that stands before it.</summary>
    public static IEnumerable<string> DecodeAll(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var at = text.IndexOf("=" + Mark, StringComparison.Ordinal);
             at >= 0;
             at = text.IndexOf("=" + Mark, at + 1, StringComparison.Ordinal))
        {
            var nameStart = at;
            while (nameStart > 0 && !"?&;=/ \r\n\"".Contains(text[nameStart - 1], StringComparison.Ordinal))
            {
                nameStart--;
            }

            if (nameStart < at && Decode(text[nameStart..at], text.AsSpan(at + 1 + Mark.Length)) is { } value)
            {
                yield return value;
            }
        }
    }

    private static string? Decode(string name, ReadOnlySpan<char> rest)
    {
        var base64 = new StringBuilder();
        foreach (var one in rest)
        {
            if (!char.IsAsciiLetterOrDigit(one) && one is not ('-' or '*'))
            {
                break;
            }

            base64.Append(one switch { '-' => '+', '*' => '/', _ => one });
        }

        // The padding is recomputed: a value whose "_" got lost on the way is still readable to an interested party.
        base64.Length -= base64.Length % 4 == 1 ? 1 : 0;
        var bytes = Convert.FromBase64String(base64.ToString().PadRight((base64.Length + 3) / 4 * 4, '='));
        return bytes.Length == 0 ? null : Encoding.Latin1.GetString(Xor(name, bytes));
    }

    private static byte[] Xor(string name, byte[] bytes)
    {
        var key = Encoding.Latin1.GetBytes(name);
        return [.. bytes.Select((one, index) => (byte)(one ^ key[index % key.Length]))];
    }
}
