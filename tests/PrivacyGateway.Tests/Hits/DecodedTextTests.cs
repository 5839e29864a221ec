using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class DecodedTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("eid=1", "eid=1")]
    [InlineData("%65id", "eid")]
    [InlineData("%65%69%64%3d1", "eid=1")]
    [InlineData("%2565id", "eid")]
    [InlineData("%25252565id", "eid")]
    [InlineData("a+b", "a+b")]
    [InlineData("%41%4a", "AJ")]
    [InlineData("%%365id", "eid")]
    public void Percent_escapes_are_decoded_to_a_fixed_point(string raw, string expected) => Assert.Equal(expected, Decode(raw));

    [Theory]
    [InlineData("%")]
    [InlineData("100%")]
    [InlineData("%4")]
    [InlineData("%zz")]
    [InlineData("%6")]
    [InlineData("%u0065")]
    public void Text_that_is_not_an_escape_is_preserved(string raw) => Assert.Equal(raw, Decode(raw));

    [Theory]
    [InlineData("%C1%A5id", "eid", "id")]
    [InlineData("\u00C1\u00A5id", "eid", "id")]
    [InlineData("%E0%81%A5id", "eid", "id")]
    [InlineData("%F0%80%81%A5id", "eid", "id")]
    [InlineData("%25C1%25A5id", "eid", "id")]
    [InlineData("%C0%BDa", "=a", "a")]
    public void Overlong_character_has_two_readings_and_leaves_the_text_unsettled(string raw, string resolved, string dropped)
    {
        var bytes = Encoding.Latin1.GetBytes(raw);

        var lenient = DecodedText.Decode(bytes, new byte[bytes.Length]);
        var strict = DecodedText.Decode(bytes, new byte[bytes.Length], dropsOverlong: true);

        Assert.False(lenient.IsSettled);
        Assert.Equal(resolved, Encoding.Latin1.GetString(lenient.Text));
        Assert.Equal(dropped, Encoding.Latin1.GetString(strict.Text));
    }

    [Theory]
    [InlineData("\u00C3\u00A9")]
    [InlineData("\u00C1")]
    [InlineData("\u00C1a")]
    [InlineData("\u00E0\u00A4\u00A8")]
    [InlineData("\u00E0\u0081")]
    [InlineData("\u00F0\u009F\u0098\u0080")]
    [InlineData("\u00F0\u0080\u0082\u0080")]
    public void Other_bytes_are_preserved(string raw) => Assert.Equal(raw, Decode(raw));

    [Fact]
    public void Six_nested_encodings_are_decoded() => Assert.Equal("eid", Decode(Nested(6)));

    [Fact]
    public void Seventh_nested_encoding_leaves_the_text_unsettled()
    {
        var raw = Encoding.Latin1.GetBytes(Nested(7));

        Assert.False(DecodedText.Decode(raw, new byte[raw.Length]).IsSettled);
    }

    [Theory]
    [InlineData("a%3Db", new[] { 0, 1, 4, 5 })]
    [InlineData("%2565", new[] { 0, 5 })]
    [InlineData("x%C1%A5y", new[] { 0, 1, 7, 8 })]
    [InlineData("", new[] { 0 })]
    public void Decoded_character_maps_to_the_start_of_its_raw_bytes(string text, int[] expected)
    {
        var raw = Encoding.Latin1.GetBytes(text);
        var decoded = DecodedText.Decode(raw, new byte[raw.Length]);

        var origins = new int[raw.Length + 1];
        decoded.WriteOrigins(origins);

        Assert.Equal(expected, origins[..(decoded.Text.Length + 1)]);
    }

    private static string Nested(int times) => $"%{string.Concat(Enumerable.Repeat("25", times - 1))}65id";

    private static string Decode(string text)
    {
        var raw = Encoding.Latin1.GetBytes(text);
        var decoded = DecodedText.Decode(raw, new byte[raw.Length]);
        Assert.True(decoded.IsSettled);
        return Encoding.Latin1.GetString(decoded.Text);
    }
}
