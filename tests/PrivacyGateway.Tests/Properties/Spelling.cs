using System.Text;
using CsCheck;

namespace PrivacyGateway.Tests.Properties;

/// <summary>The spellings of a name that some reader takes for that name. (Threat model, "Canonical name".)</summary>
internal static class Spelling
{
    private static readonly Gen<string> Invisible = Gen.OneOf(
        "+", "%20", "%09", "%0D%0A", "%E2%80%8B", "%C2%AD", "%EF%BB%BF", "%C2%A0", "%2B", "%252B");

    public static Gen<string> Generate(string name) => Gen.Select(
        Gen.OneOf("", "", "", "+", "%20", "%E2%80%8B"),
        name.Select(OfCharacter).Aggregate((left, right) => Gen.Select(left, right, (head, tail) => head + tail)),
        Gen.OneOf("", "", "", "[", "[]", "%5B0%5D", "%00x", "+", "%20"),
        (before, spelt, behind) => before + spelt + behind);

    /// <summary>As <c>encodeURIComponent</c> does, <paramref name="times"/> times over.</summary>
    public static string Encode(string text, int times)
    {
        for (; times > 0; times--)
        {
            var encoded = new StringBuilder();
            foreach (var character in text)
                encoded.Append(
                    char.IsAsciiLetterOrDigit(character) || "-_.~".Contains(character) ? character : Percent((byte)character, 1));
            text = encoded.ToString();
        }

        return text;
    }

    private static Gen<string> OfCharacter(char character) => Gen.OneOf(
        Gen.Const(character.ToString()),
        Gen.Const(char.ToUpperInvariant(character).ToString()),
        Gen.Int[1, 4].Select(depth => Percent((byte)character, depth)),
        Gen.Int[1, 2].Select(depth => Percent((byte)(0xC0 | (character >> 6)), depth) + Percent((byte)(0x80 | (character & 0x3F)), depth)),
        Gen.Int[1, 2].Select(depth => Percent(0xE0, depth) + Percent((byte)(0x80 | (character >> 6)), depth)
            + Percent((byte)(0x80 | (character & 0x3F)), depth)),
        Gen.Int[0, 2].Select(depth => Bytes(FullWidth(character), depth)),
        Gen.Select(Invisible, Gen.Const(character), (invisible, visible) => invisible + visible));

    private static string FullWidth(char character) => ((char)(character - '!' + '！')).ToString();

    private static string Bytes(string text, int depth) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(value => depth == 0 ? ((char)value).ToString() : Percent(value, depth)));

    private static string Percent(byte value, int depth) => $"%{string.Concat(Enumerable.Repeat("25", depth - 1))}{value:X2}";
}
