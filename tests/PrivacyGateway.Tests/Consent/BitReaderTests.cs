using System.Text;
using CsCheck;
using PrivacyGateway.Consent.Platforms;

namespace PrivacyGateway.Tests.Consent;

public sealed class BitReaderTests
{
    /// <summary>Each character's six bits, so that no entry of the alphabet is confused.</summary>
    [Fact]
    public void Character_is_read_as_its_position_in_the_alphabet()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var bits = new BitReader(Alphabet);

        for (var i = 0; i < 64; i++)
            Assert.Equal(i, bits.Read(6));
        Assert.False(bits.HasFailed);
    }

    [Theory]
    [InlineData("+")]
    [InlineData("/")]
    [InlineData("=")]
    [InlineData(" ")]
    [InlineData("%")]
    [InlineData("\u00c1")]
    [InlineData("\u0141")]
    public void Character_outside_the_alphabet_invalidates_all_further_reads(string character)
    {
        var bits = new BitReader($"_{character}_");

        Assert.Equal(63, bits.Read(6));
        Assert.False(bits.HasFailed);
        Assert.Equal(0, bits.Read(6));
        Assert.True(bits.HasFailed);
        Assert.Equal(0, bits.Read(6));
        Assert.False(bits.ReadFlag());
    }

    /// <summary>A number without its last bit is invalid.</summary>
    [Fact]
    public void Read_beyond_the_end_is_invalid_and_yields_zero()
    {
        var bits = new BitReader("__");

        Assert.Equal(31, bits.Read(5));
        Assert.Equal(0, bits.Read(8));
        Assert.True(bits.HasFailed);
    }

    [Fact]
    public void Skip_to_the_end_is_valid_and_one_bit_further_is_not()
    {
        var bits = new BitReader("____");
        bits.Skip(24);
        Assert.False(bits.HasFailed);
        bits.Skip(1);
        Assert.True(bits.HasFailed);
    }

    [Fact]
    public void Written_bit_fields_are_read_back() => Gen.Select(Gen.Int[1, 31], Gen.Int[0, int.MaxValue]).Array[1, 20].Sample(
        fields =>
        {
            var written = new StringBuilder();
            foreach (var (count, value) in fields)
                TcFields.Add(written, value & ((1L << count) - 1), count);
            var bits = new BitReader(TcFields.Pack(written));
            foreach (var (count, value) in fields)
                Assert.Equal(value & ((1L << count) - 1), bits.Read(count));
            Assert.False(bits.HasFailed);
        },
        iter: 2_000);
}
