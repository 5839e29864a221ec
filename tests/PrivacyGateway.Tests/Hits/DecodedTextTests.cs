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
    public void Escapes_are_decoded_to_a_fixed_point(string raw, string expected) => Assert.Equal(expected, Decode(raw));

    [Theory]
    [InlineData("%")]
    [InlineData("100%")]
    [InlineData("%4")]
    [InlineData("%zz")]
    [InlineData("%6")]
    [InlineData("%u0065")]
    public void What_is_no_escape_stays(string raw) => Assert.Equal(raw, Decode(raw));

    [Theory]
    [InlineData("%C1%A5id", "eid")]
    [InlineData("\u00C1\u00A5id", "eid")]
    [InlineData("%E0%81%A5id", "eid")]
    [InlineData("%F0%80%81%A5id", "eid")]
    [InlineData("%25C1%25A5id", "eid")]
    public void A_character_in_more_bytes_than_it_needs_is_that_character(string raw, string expected) => Assert.Equal(expected, Decode(raw));

    [Theory]
    [InlineData("\u00C3\u00A9")]
    [InlineData("\u00C1")]
    [InlineData("\u00C1a")]
    [InlineData("\u00E0\u00A4\u00A8")]
    [InlineData("\u00E0\u0081")]
    [InlineData("\u00F0\u009F\u0098\u0080")]
    [InlineData("\u00F0\u0080\u0082\u0080")]
    public void Other_bytes_stay(string raw) => Assert.Equal(raw, Decode(raw));

    [Fact]
    public void Six_encodings_inside_each_other_are_understood() => Assert.Equal("eid", Decode(Nested(6)));

    [Fact]
    public void A_seventh_is_not_and_the_text_says_so()
    {
        var raw = Encoding.Latin1.GetBytes(Nested(7));

        Assert.False(DecodedText.Of(raw, new byte[raw.Length]).IsSettled);
    }

    [Theory]
    [InlineData("a%3Db", new[] { 0, 1, 4, 5 })]
    [InlineData("%2565", new[] { 0, 5 })]
    [InlineData("x%C1%A5y", new[] { 0, 1, 7, 8 })]
    [InlineData("", new[] { 0 })]
    public void Each_character_knows_where_its_raw_bytes_begin(string text, int[] expected)
    {
        var raw = Encoding.Latin1.GetBytes(text);
        var decoded = DecodedText.Of(raw, new byte[raw.Length]);

        var origins = new int[raw.Length + 1];
        decoded.MapTo(origins);

        Assert.Equal(expected, origins[..(decoded.Text.Length + 1)]);
    }

    private static string Nested(int times) => $"%{string.Concat(Enumerable.Repeat("25", times - 1))}65id";

    private static string Decode(string text)
    {
        var raw = Encoding.Latin1.GetBytes(text);
        var decoded = DecodedText.Of(raw, new byte[raw.Length]);
        Assert.True(decoded.IsSettled);
        return Encoding.Latin1.GetString(decoded.Text);
    }
}
