using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class CanonicalNameTests
{
    [Theory]
    [InlineData("eid", "eid")]
    [InlineData("EID", "eid")]
    [InlineData("X-WT-EID", "x-wt-eid")]
    [InlineData("hm_ts", "hm_ts")]
    [InlineData("uc700", "uc700")]
    [InlineData("a.b", "a.b")]
    [InlineData("", "")]
    public void Plain_name_is_lower_cased(string name, string expected) => Assert.Equal(expected, Canonical(name));

    [Theory]
    [InlineData(" eid ")]
    [InlineData("+eid+")]
    [InlineData("e+i+d")]
    [InlineData("\teid\r\n")]
    [InlineData("e\u0001id\u007F")]
    [InlineData("e\u200Bid")]
    [InlineData("\uFEFFeid")]
    [InlineData("e\u00ADid")]
    [InlineData("eid\u00A0")]
    [InlineData("e\u2028id")]
    [InlineData("?eid")]
    [InlineData("??eid")]
    [InlineData("eid[")]
    [InlineData("eid[]")]
    [InlineData("eid[0][a]")]
    [InlineData("e\u034Fid")]
    [InlineData("e\uFFFEid")]
    [InlineData("ｅｉｄ")]
    [InlineData("ＥＩＤ")]
    [InlineData("ⓔⓘⓓ")]
    [InlineData("eİd")]
    [InlineData("eıd")]
    [InlineData("EID\u200B ")]
    public void Every_spelling_of_a_name_has_the_same_canonical_name(string name) => Assert.Equal("eid", Canonical(name));

    [Theory]
    [InlineData("sid?", "sid?")]
    [InlineData("eid.", "eid.")]
    [InlineData("e-id", "e-id")]
    [InlineData("seid", "seid")]
    [InlineData("é", "e")]
    [InlineData("e!", "e!")]
    public void Different_name_has_a_different_canonical_name(string name, string expected) => Assert.Equal(expected, Canonical(name));

    [Theory]
    [InlineData("e%69d")]
    [InlineData("%")]
    [InlineData("e\\u0069d")]
    [InlineData("ｅ\\")]
    [InlineData("％")]
    public void Name_with_a_remaining_escape_is_refused(string name) => Assert.Null(Canonical(name));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_skipped() =>
        Assert.Equal("eid", Canonical([(byte)'e', 0xFF, (byte)'i', 0xC3, (byte)'d', 0xE2, 0x80]));

    [Fact]
    public void Padding_longer_than_the_examined_part_of_a_name_is_refused() => Assert.Null(Canonical(new string('+', 5000) + "eid"));

    [Fact]
    public void Short_padding_is_skipped() => Assert.Equal("eid", Canonical(new string('+', 1000) + "eid"));

    [Fact]
    public void Long_name_is_truncated() => Assert.Equal(new string('a', CanonicalName.MaxLength), Canonical(new string('A', 300)));

    [Fact]
    public void Canonical_name_accepts_every_Unicode_character()
    {
        var buffer = new char[CanonicalName.MaxLength];
        var bytes = new byte[4];
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (Rune.TryCreate(value, out var rune))
                CanonicalName.TryWrite(bytes.AsSpan(0, rune.EncodeToUtf8(bytes)), buffer, out _);
        }
    }

    private static string? Canonical(string name) => Canonical(Encoding.UTF8.GetBytes(name));

    private static string? Canonical(byte[] name)
    {
        var buffer = new char[CanonicalName.MaxLength];
        return CanonicalName.TryWrite(name, buffer, out var length) ? new string(buffer, 0, length) : null;
    }

    [Theory]
    [InlineData("eid\0")]
    [InlineData("e\0id")]
    [InlineData("e%zid")]
    [InlineData("e\\u0069d")]
    public void Ambiguous_name_is_refused(string name)
    {
        Span<char> buffer = stackalloc char[CanonicalName.MaxLength];

        Assert.False(CanonicalName.TryWrite(Encoding.UTF8.GetBytes(name), buffer, out _));
    }
}
